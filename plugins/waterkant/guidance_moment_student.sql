SELECT
  nr AS moment_id,
  studentnummer AS student_id,
  CASE aanwezig WHEN 'J' THEN 'yes' WHEN 'N' THEN 'no' ELSE 'unknown' END AS present,
  CASE zinvol WHEN 'J' THEN true WHEN 'N' THEN false END AS meaningful,
  source_row
FROM moment_studenten
