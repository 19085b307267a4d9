SELECT
  crebo AS programme_id,
  crebo AS code,
  'crebo' AS code_system,
  CASE leerweg WHEN 'BBL' THEN concat(naam, ' (bbl)') ELSE naam END AS name,
  concat('mbo_', niveau) AS level,
  lower(leerweg) AS track,
  source_row
FROM db__opleiding
