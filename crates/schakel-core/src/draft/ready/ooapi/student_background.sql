-- Used only when the school turned breakdowns by background on.
SELECT
  personId AS student_id,
  '{@school_year}' AS school_year,
  CASE {=persons.gender} WHEN 'M' THEN 'm' WHEN 'F' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown' END AS gender,
  'las' AS provenance,
  source_row
FROM {persons}
WHERE affiliations LIKE '%student%'
