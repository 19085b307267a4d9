-- The background of the students in the total, as far as it is known: the groups by which opportunities are
-- compared. A level and a track are not sensitive; the rest is.
SELECT l.school_id, l.school_year, l.student_key, 'level' AS "by", l.level AS "group", false AS sensitive
FROM students l WHERE l.level IS NOT NULL
UNION ALL
SELECT l.school_id, l.school_year, l.student_key, 'track', l.track, false
FROM students l WHERE l.track IS NOT NULL
UNION ALL
SELECT l.school_id, l.school_year, l.student_key, 'first_generation', b.first_generation, true
FROM students l
JOIN latest_background b ON b.school_id = l.school_id AND b.student_key = l.student_key
WHERE b.first_generation IN ('ja', 'nee')
UNION ALL
SELECT l.school_id, l.school_year, l.student_key, 'gender', b.gender, true
FROM students l
JOIN latest_background b ON b.school_id = l.school_id AND b.student_key = l.student_key
WHERE b.gender IN ('m', 'v', 'x')
