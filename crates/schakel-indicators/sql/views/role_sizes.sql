-- How many persons fill each role at a school, in the year with the fewest of them: a role that had one person
-- in one of the years that are compared is small in all of them.
SELECT s.school_id, s.role, r.role_group, min(s.persons) AS persons
FROM (
  SELECT school_id, school_year, role, count(staff_key) AS persons
  FROM (
    SELECT a.school_id, y.school_year, a.role, a.staff_key
    FROM staff_role a
    JOIN years y ON a."from" <= y.last_day AND (a.until IS NULL OR a.until >= y.first_day)
    UNION
    SELECT school_id, school_year, role, staff_key FROM guides
  )
  GROUP BY school_id, school_year, role
) s
JOIN roles r ON r.role = s.role
GROUP BY s.school_id, s.role, r.role_group
