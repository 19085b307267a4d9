-- A homeroom is a group with a mentor of its own; every other class is a group for lessons.
SELECT
  sourcedId AS group_id,
  coalesce(title, classCode, sourcedId) AS name,
  CASE WHEN classType = 'homeroom' THEN 'mentorgroep' ELSE 'lesgroep' END AS kind,
  subjects AS subject,
  -- Terms that are called by a year say which; others are taken for those of the year that is reported.
  coalesce(CASE WHEN regexp_like(termSourcedIds, '20[0-9][0-9]') THEN school_year(termSourcedIds) END, '{@school_year}') AS school_year,
  source_row
FROM {classes}
WHERE coalesce(status, 'active') <> 'tobedeleted'
