-- Without a list of functions: the mentors of the students.
SELECT mentor AS staff_id, 'mentor' AS role, '{@first_day}' AS "from", min(source_row) AS source_row
FROM (
  SELECT CMENTORCODE AS mentor, source_row FROM {}
  UNION ALL
  SELECT PMENTORCODE, source_row FROM {}
) AS mentors
WHERE mentor IS NOT NULL
GROUP BY mentor
