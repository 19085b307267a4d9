-- The same per breakdown: every student in the total, in a level, in a programme and in a year.
SELECT school_id, school_year, 'all' AS "by", 'all' AS "group", moments, persons, roles FROM reach
UNION ALL
SELECT school_id, school_year, 'level', level, moments, persons, roles FROM reach WHERE level IS NOT NULL
UNION ALL
SELECT school_id, school_year, 'programme', programme, moments, persons, roles FROM reach WHERE programme IS NOT NULL
UNION ALL
SELECT school_id, school_year, 'year_level', CAST(year_level AS VARCHAR), moments, persons, roles FROM reach
WHERE year_level IS NOT NULL
