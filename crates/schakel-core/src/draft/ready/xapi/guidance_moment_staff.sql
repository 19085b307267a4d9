-- The instructor of a statement; in which role is not told by xAPI.
SELECT
  coalesce(s.statement_id, concat('statement ', s.source_row)) AS moment_id,
  s.instructor_account_name AS staff_id,
  'unknown' AS role,
  s.source_row
FROM {statements} s
JOIN {+werkwoorden} w ON w.verb = s.verb
WHERE w.form IS NOT NULL AND s.instructor_account_name IS NOT NULL
