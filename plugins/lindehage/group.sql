SELECT
  KLAS AS group_id,
  STUDIE AS programme_id,
  TEAM AS team_id,
  KLAS AS name,
  CASE SOORT WHEN 'stamklas' THEN 'mentorgroep' WHEN 'lesgroep' THEN 'lesgroep' ELSE SOORT END AS kind,
  VAK AS subject,
  LEERJAAR AS year_level,
  SCHOOLJAAR AS school_year,
  source_row
FROM klassen
