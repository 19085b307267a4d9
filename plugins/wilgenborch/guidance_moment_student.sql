SELECT
  moment AS moment_id,
  leerling AS student_id,
  CASE aanwezig WHEN 'ja' THEN 'yes' WHEN 'nee' THEN 'no' ELSE 'unknown' END AS present,
  zinvol AS meaningful,
  source_row
FROM moment_leerlingen
