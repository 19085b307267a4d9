SELECT
  d.gesprek_id AS moment_id,
  d.nr AS student_id,
  CASE d.aanwezig WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE 'unknown' END AS present,
  d.zinvol = 1 AS meaningful,
  d.source_row
FROM db__gesprek_deelnemer d
JOIN db__gesprek g ON g.gesprek_id = d.gesprek_id AND g.is_test = 0
