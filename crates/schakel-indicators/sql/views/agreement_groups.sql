-- How many of a group agree with each statement, with the response of that group. A group that was invited and
-- of which nobody answered is there too.
SELECT r.school_id, r."by", r."group", r.label, d.statement, coalesce(s.k, 0) AS k, coalesce(s.n, 0) AS n,
  r.population, r.completed, r.invited
FROM responses r
-- What was not asked has no answer of anyone; that is not too few.
JOIN (
  SELECT school_id, label, statement FROM agreements GROUP BY school_id, label, statement
) d ON d.school_id = r.school_id AND d.label = r.label
LEFT JOIN (
  SELECT g.school_id, g.label, g."by", g."group", a.statement,
    sum(CASE WHEN a.agrees THEN 1 ELSE 0 END) AS k, count(*) AS n
  FROM answerer_groups g
  JOIN agreements a ON a.school_id = g.school_id AND a.respondent_key = g.respondent_key
  GROUP BY g.school_id, g.label, g."by", g."group", a.statement
) s ON s.school_id = r.school_id AND s.label = r.label AND s."by" = r."by" AND s."group" = r."group"
  AND s.statement = d.statement
WHERE r.kind = 'staff'
