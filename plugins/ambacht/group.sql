-- A group without a subject is a home group with an slb'er.
SELECT
  groep_id AS group_id,
  crebo AS programme_id,
  team_id,
  code AS name,
  CASE WHEN vak IS NULL THEN 'slb_groep' ELSE 'lesgroep' END AS kind,
  vak AS subject,
  leerjaar AS year_level,
  studiejaar AS school_year,
  source_row
FROM db__groep
