-- The same name is another class in another year.
SELECT
  '{@school_year} ' || CLASS AS group_id,
  CLASS AS name,
  'stamgroep' AS kind,
  min(STUDYYEAR) AS year_level,
  '{@school_year}' AS school_year,
  min(source_row) AS source_row
FROM {}
WHERE CLASS IS NOT NULL
GROUP BY CLASS
