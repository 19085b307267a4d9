-- Without a list of staff: the mentors of the students. That they teach is likely, not told.
SELECT
  value AS staff_id,
  'yes' AS teaches,
  'no' AS course_alumnus,
  'unknown' AS contract_class,
  min(parent_row) AS source_row
FROM {mentoren}
GROUP BY value
