-- Per student: how many moments, with how many different persons, in how many different roles; and how many encounters
-- with the world outside school, of which how many were meaningful to the student. Guides of whom only the role is known
-- count as one person per role; an unknown role is not a role.
SELECT l.school_id, l.school_year, l.student_key, l.programme, l.level, l.track, l.year_level,
  coalesce(m.moments, 0) AS moments, coalesce(p.persons, 0) AS persons, coalesce(r.roles, 0) AS roles,
  coalesce(m.encounters, 0) AS encounters, coalesce(m.meaningful, 0) AS meaningful
FROM students l
-- A year in which no moment of a student is registered tells nothing: not that nobody was reached.
JOIN (
  SELECT m.school_id, m.school_year
  FROM moments m
  JOIN guidance_moment_student s ON s.school_id = m.school_id AND s.moment_id = m.moment_id
  GROUP BY m.school_id, m.school_year
) registered ON registered.school_id = l.school_id AND registered.school_year = l.school_year
LEFT JOIN (
  SELECT m.school_id, m.school_year, s.student_key, count(*) AS moments,
    sum(CASE WHEN m.outside THEN 1 ELSE 0 END) AS encounters,
    sum(CASE WHEN m.outside AND s.meaningful THEN 1 ELSE 0 END) AS meaningful
  FROM moments m
  JOIN guidance_moment_student s ON s.school_id = m.school_id AND s.moment_id = m.moment_id
  WHERE s.present <> 'no'
  GROUP BY m.school_id, m.school_year, s.student_key
) m ON m.school_id = l.school_id AND m.school_year = l.school_year AND m.student_key = l.student_key
LEFT JOIN (
  SELECT school_id, school_year, student_key, count(*) AS persons
  FROM (
    SELECT school_id, school_year, student_key, staff_key, CASE WHEN staff_key IS NULL THEN role END AS nameless
    FROM voices
    GROUP BY school_id, school_year, student_key, staff_key, CASE WHEN staff_key IS NULL THEN role END
  )
  GROUP BY school_id, school_year, student_key
) p ON p.school_id = l.school_id AND p.school_year = l.school_year AND p.student_key = l.student_key
LEFT JOIN (
  SELECT school_id, school_year, student_key, count(*) AS roles
  FROM (
    SELECT school_id, school_year, student_key, role
    FROM voices
    WHERE role <> 'unknown'
    GROUP BY school_id, school_year, student_key, role
  )
  GROUP BY school_id, school_year, student_key
) r ON r.school_id = l.school_id AND r.school_year = l.school_year AND r.student_key = l.student_key
