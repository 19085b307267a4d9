SELECT
  groep AS group_id,
  crebo AS programme_id,
  team AS team_id,
  groep AS name,
  CASE soort WHEN 'basisgroep' THEN 'slb_groep' ELSE soort END AS kind,
  vak AS subject,
  leerjaar AS year_level,
  studiejaar AS school_year,
  source_row
FROM groepen
