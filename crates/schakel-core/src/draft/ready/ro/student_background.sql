-- Used only when the school turned breakdowns by background on.
SELECT
  coalesce(persoon, field_3) AS student_id,
  '{@school_year}' AS school_year,
  CASE upper(min(geslacht)) WHEN 'M' THEN 'm' WHEN 'V' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown' END AS gender,
  'las' AS provenance,
  min(source_row) AS source_row
FROM {PER}
GROUP BY coalesce(persoon, field_3)
