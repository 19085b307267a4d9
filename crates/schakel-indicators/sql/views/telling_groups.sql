-- Fewest persons in a group of roles of which the spread of guidance could tell what one of them does, because its
-- share is shown: the specialists, and any group that the busiest guide may belong to. The share of the busiest guide
-- is at least 1 / effective number, since the sum of squared shares is no more than the largest share.
SELECT s.school_id, s.school_year, min(z.persons) AS persons
FROM (
  SELECT school_id, school_year, role_group, sum(weight) AS moments
  FROM guides
  WHERE staff_key IS NOT NULL
  GROUP BY school_id, school_year, role_group
) s
JOIN spread e ON e.school_id = s.school_id AND e.school_year = s.school_year
JOIN (
  -- In the year with the fewest, as with roles.
  SELECT school_id, role_group, min(persons) AS persons
  FROM (
    SELECT school_id, school_year, role_group, count(*) AS persons
    FROM (
      SELECT a.school_id, y.school_year, r.role_group, a.staff_key
      FROM staff_role a
      JOIN years y ON a."from" <= y.last_day AND (a.until IS NULL OR a.until >= y.first_day)
      JOIN roles r ON r.role = a.role
      UNION
      SELECT school_id, school_year, role_group, staff_key FROM guides WHERE staff_key IS NOT NULL
    )
    GROUP BY school_id, school_year, role_group
  )
  GROUP BY school_id, role_group
) z ON z.school_id = s.school_id AND z.role_group = s.role_group
WHERE s.role_group = 'specialist' OR s.moments * e.effective >= e.moments
GROUP BY s.school_id, s.school_year
