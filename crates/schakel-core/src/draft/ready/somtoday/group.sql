-- The same name is another class in another year.
SELECT
  '{@school_year} ' || leerlingStamgroep AS group_id,
  leerlingStamgroep AS name,
  'stamgroep' AS kind,
  min(leerlingLeerjaar) AS year_level,
  '{@school_year}' AS school_year,
  min(source_row) AS source_row
FROM {}
WHERE leerlingStamgroep IS NOT NULL
GROUP BY leerlingStamgroep
