-- A homeroom is a group with a mentor of its own; every other class is a group for lessons.
SELECT
  sourcedId AS group_id,
  coalesce(title, classCode, sourcedId) AS name,
  CASE WHEN classType = 'homeroom' THEN 'mentorgroep' ELSE 'lesgroep' END AS kind,
  subjects AS subject,
  coalesce(school_year(termSourcedIds), '{@school_year}') AS school_year,
  source_row
FROM {classes}
WHERE coalesce(status, 'active') <> 'tobedeleted'
