SELECT
  sourcedId AS group_id,
  courseSourcedId AS programme_id,
  metadata_team AS team_id,
  title AS name,
  CASE classType WHEN 'homeroom' THEN 'mentorgroep' ELSE 'lesgroep' END AS kind,
  subjects AS subject,
  grades AS year_level,
  termSourcedIds AS school_year,
  source_row
FROM classes
