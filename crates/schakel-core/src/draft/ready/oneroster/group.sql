-- A homeroom is a group with a mentor of its own; every other class is a group for lessons.
SELECT
  c.sourcedId AS group_id,
  o.programme_id,
  coalesce(c.title, c.classCode, c.sourcedId) AS name,
  CASE WHEN c.classType = 'homeroom' THEN 'mentorgroep' ELSE 'lesgroep' END AS kind,
  c.subjects AS subject,
  o.year_level,
  -- Terms that are called by a year say which; others are taken for those of the year that is reported.
  coalesce(CASE WHEN regexp_like(c.termSourcedIds, '20[0-9][0-9]') THEN school_year(c.termSourcedIds) END, '{@school_year}') AS school_year,
  c.source_row
FROM {classes} c
LEFT JOIN {+leerjaren} o ON o.grade = c.grades
WHERE coalesce(c.status, 'active') <> 'tobedeleted'
