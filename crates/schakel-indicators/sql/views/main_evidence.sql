-- Per school the one class of evidence that its indicators count, because registered and self-reported moments
-- are never added up: the class with the most moments of which the guide is known.
SELECT school_id, evidence
FROM (
  SELECT school_id, evidence,
    row_number() OVER (PARTITION BY school_id ORDER BY guided DESC, moments DESC, evidence) AS place
  FROM (
    SELECT m.school_id, m.evidence, count(g.moment_id) AS guided, count(*) AS moments
    FROM guidance_moment m
    JOIN years y ON m.date BETWEEN y.first_day AND y.last_day
    LEFT JOIN (SELECT school_id, moment_id FROM guidance_moment_staff GROUP BY school_id, moment_id) g
      ON g.school_id = m.school_id AND g.moment_id = m.moment_id
    GROUP BY m.school_id, m.evidence
  )
)
WHERE place = 1
