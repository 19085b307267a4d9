-- The same per breakdown: every student in the total, in a level, in a programme and in a year.
SELECT school_id, school_year, "by", "group", moments, persons, roles, encounters, meaningful
FROM (
  SELECT r.school_id, r.school_year, v."by",
    CASE v."by" WHEN 'all' THEN 'all' WHEN 'level' THEN r.level WHEN 'programme' THEN r.programme
      ELSE CAST(r.year_level AS VARCHAR) END AS "group",
    r.moments, r.persons, r.roles, r.encounters, r.meaningful
  FROM reach r
  CROSS JOIN (VALUES ('all'), ('level'), ('programme'), ('year_level')) AS v ("by")
)
WHERE "group" IS NOT NULL
