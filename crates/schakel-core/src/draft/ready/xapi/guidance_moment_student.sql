-- The name of an account is the number of the student in most systems: look whether the other files have it too.
SELECT
  coalesce(s.statement_id, concat('statement ', s.source_row)) AS moment_id,
  s.actor_account_name AS student_id,
  'yes' AS present,
  s.source_row
FROM {statements} s
JOIN {+werkwoorden} w ON w.verb = s.verb
WHERE w.form IS NOT NULL AND s.actor_account_name IS NOT NULL
