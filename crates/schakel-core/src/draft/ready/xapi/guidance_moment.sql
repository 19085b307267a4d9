-- A moment is a statement with a verb that has a form in the list: leave open which verbs are no guidance.
SELECT
  coalesce(s.statement_id, concat('statement ', s.source_row)) AS moment_id,
  s."timestamp" AS date,
  CAST(round(CAST(s.duration_seconds AS DOUBLE) / 60) AS BIGINT) AS minutes,
  w.form,
  coalesce(w.setting, 'digital') AS setting,
  'no' AS scheduled,
  'xapi' AS evidence,
  s.source_row
FROM {statements} s
JOIN {+werkwoorden} w ON w.verb = s.verb
WHERE w.form IS NOT NULL
