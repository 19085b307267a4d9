-- The same in the total, by level where the respondent is a known student, and by the background that the
-- respondent gave in the survey.
SELECT school_id, label, respondent_key, told, 'all' AS "by", 'all' AS "group", false AS sensitive FROM told
UNION ALL
SELECT t.school_id, t.label, t.respondent_key, t.told, 'level', l.level, false
FROM told t
JOIN measurements w ON w.school_id = t.school_id AND w.kind = 'student' AND w.label = t.label
JOIN years y ON w.until BETWEEN y.first_day AND y.last_day
JOIN students l ON l.school_id = t.school_id AND l.school_year = y.school_year AND l.student_key = t.student_key
WHERE l.level IS NOT NULL
UNION ALL
SELECT t.school_id, t.label, t.respondent_key, t.told, i.scale_id, a.value_code, true
FROM told t
JOIN answer a ON a.school_id = t.school_id AND a.respondent_key = t.respondent_key
JOIN item i ON i.school_id = a.school_id AND i.item_id = a.item_id
WHERE i.dimension = 'background'
  AND ((i.scale_id = 'first_generation' AND a.value_code IN ('ja', 'nee'))
    OR (i.scale_id = 'gender' AND a.value_code IN ('m', 'v', 'x')))
