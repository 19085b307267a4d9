-- How many different people told a student that a next step could be for them, as the student reports it.
SELECT p.school_id, p.label, p.respondent_key, p.student_key, a.value_num AS told
FROM answer a
JOIN answerers p ON p.school_id = a.school_id AND p.respondent_key = a.respondent_key AND p.kind = 'student'
JOIN item i ON i.school_id = a.school_id AND i.item_id = a.item_id
WHERE i.scale_id = 'told_possible' AND a.value_num IS NOT NULL
