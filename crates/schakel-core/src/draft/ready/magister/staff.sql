-- Without a list of staff: the mentors of the students. That they teach is likely, not told.
SELECT
  mentor AS staff_id,
  'yes' AS teaches,
  'no' AS course_alumnus,
  'unknown' AS contract_class,
  min(source_row) AS source_row
FROM (
  SELECT CMENTORCODE AS mentor, source_row FROM {}
  UNION ALL
  SELECT PMENTORCODE, source_row FROM {}
) AS mentors
WHERE mentor IS NOT NULL
GROUP BY mentor
