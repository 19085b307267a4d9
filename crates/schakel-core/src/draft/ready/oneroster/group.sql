-- A homeroom is a group with a mentor of its own; every other class is a group for lessons.
SELECT
  c.sourcedId AS group_id,
  o.programme_id,
  coalesce(c.title, c.classCode, c.sourcedId) AS name,
  CASE WHEN c.classType = 'homeroom' THEN 'mentorgroep' ELSE 'lesgroep' END AS kind,
  {?courses}coalesce(c.subjects, co.subjects){/}{!courses}c.subjects{/} AS subject,
  o.year_level,
  -- Terms that are called by a year say which; others are taken for those of the year that is reported.
  coalesce(CASE WHEN regexp_like(c.termSourcedIds, '20[0-9][0-9]') THEN school_year(c.termSourcedIds) END, '{@school_year}') AS school_year,
  c.source_row
FROM {classes} c{?courses}
LEFT JOIN {courses} co ON co.sourcedId = c.courseSourcedId{/}
LEFT JOIN {+leerjaren} o ON o.grade = {?courses}coalesce(c.grades, co.grades){/}{!courses}c.grades{/}
WHERE coalesce(c.status, 'active') <> 'tobedeleted'
