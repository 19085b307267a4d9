-- name = "student_answers"
-- nl = "antwoorden van leerlingen of studenten, per vragenlijst"
-- en = "answers of students, per survey"
-- quasi = [{ name = "wave", nl = "meting", en = "survey" }]
-- item = { nl = "antwoord op deze vraag, van 0 tot 100", en = "answer to this item, from 0 to 100" }
SELECT p.school_id, CAST(p.respondent_key AS VARCHAR) AS respondent, p.label AS wave, i.code AS item, i.score
FROM answerers p
JOIN item_scores i ON i.school_id = p.school_id AND i.respondent_key = p.respondent_key
WHERE p.kind = 'student'
