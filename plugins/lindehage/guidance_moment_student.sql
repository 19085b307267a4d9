SELECT NR AS moment_id, STAMNR AS student_id, CASE AANWEZIG WHEN 'J' THEN 'yes' WHEN 'N' THEN 'no' ELSE 'unknown' END AS present,
  CASE ZINVOL WHEN 'J' THEN true WHEN 'N' THEN false END AS meaningful, 'gesprekken_2425' AS source_id, source_row
FROM gesprekken_2425
UNION ALL
SELECT NR, STAMNR, CASE AANWEZIG WHEN 'J' THEN 'yes' WHEN 'N' THEN 'no' ELSE 'unknown' END,
  CASE ZINVOL WHEN 'J' THEN true WHEN 'N' THEN false END, 'gesprekken_2526', source_row
FROM gesprekken_2526
