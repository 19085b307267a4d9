-- The codes of programmes in the file, with the level and the name that the list says.
SELECT
  s.leerlingOpleidingCode AS programme_id,
  'own' AS code_system,
  coalesce(min(o.name), s.leerlingOpleidingCode) AS name,
  min(o.level) AS level,
  min(s.source_row) AS source_row
FROM {} s
LEFT JOIN {+opleidingen} o ON o.programme_id = s.leerlingOpleidingCode
WHERE s.leerlingOpleidingCode IS NOT NULL
GROUP BY s.leerlingOpleidingCode
