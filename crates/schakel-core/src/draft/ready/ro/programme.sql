-- The codes of programmes (crebo) in the register, with the level (mbo_1 to mbo_4) and the name that the list says.
SELECT
  p.opleidingcode AS programme_id,
  p.opleidingcode AS code,
  'crebo' AS code_system,
  coalesce(min(o.name), p.opleidingcode) AS name,
  min(o.level) AS level,
  CASE WHEN count(DISTINCT p.leertraject) = 1 AND min(p.leertraject) IN ('BOL', 'BBL')
    THEN lower(min(p.leertraject))
  END AS track,
  min(p.source_row) AS source_row
FROM {ISP} p
LEFT JOIN {+opleidingen} o ON o.programme_id = p.opleidingcode
WHERE p.opleidingcode IS NOT NULL
GROUP BY p.opleidingcode
