-- The same in the total, by what is known of the respondent as a student, and by the background that the respondent
-- gave in the survey. With the programme and the year of the respondent, where the student is known.
WITH known AS (
  SELECT t.school_id, t.label, t.respondent_key, t.told, t.student_key, l.school_year, l.level, l.programme,
    l.year_level
  FROM told t
  JOIN measurements w ON w.school_id = t.school_id AND w.kind = 'student' AND w.label = t.label
  LEFT JOIN years y ON w.until BETWEEN y.first_day AND y.last_day
  LEFT JOIN students l ON l.school_id = t.school_id AND l.school_year = y.school_year AND l.student_key = t.student_key
)
SELECT school_id, label, respondent_key, told, 'all' AS "by", 'all' AS "group", FALSE AS sensitive, programme,
  year_level
FROM known
UNION ALL
SELECT school_id, label, respondent_key, told, 'level', level, FALSE, programme, year_level
FROM known
WHERE level IS NOT NULL
UNION ALL
SELECT t.school_id, t.label, t.respondent_key, t.told, g."by", g."group", g.sensitive, t.programme, t.year_level
FROM known t
JOIN background g ON g.school_id = t.school_id AND g.school_year = t.school_year AND g.student_key = t.student_key
  AND g."by" IN ('ses_quintile', 'prior_education')
UNION ALL
SELECT t.school_id, t.label, t.respondent_key, t.told, i.scale_id, a.value_code, TRUE, t.programme, t.year_level
FROM known t
JOIN answer a ON a.school_id = t.school_id AND a.respondent_key = t.respondent_key
JOIN item i ON i.school_id = a.school_id AND i.item_id = a.item_id
WHERE i.dimension = 'background'
  AND ((i.scale_id = 'first_generation' AND a.value_code IN ('ja', 'nee'))
    OR (i.scale_id = 'gender' AND a.value_code IN ('m', 'v', 'x')))
