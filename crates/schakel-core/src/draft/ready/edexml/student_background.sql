-- Used only when the school turned breakdowns by background on. Gender is written as in ISO 5218.
SELECT
  key AS student_id,
  '{@school_year}' AS school_year,
  CASE geslacht WHEN '1' THEN 'm' WHEN '2' THEN 'v' ELSE 'unknown' END AS gender,
  'las' AS provenance,
  source_row
FROM {leerlingen}
WHERE {=leerlingen.geslacht} IS NOT NULL
