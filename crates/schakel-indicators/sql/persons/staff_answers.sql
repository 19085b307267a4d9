-- name = "staff_answers"
-- nl = "antwoorden van medewerkers, per vragenlijst"
-- en = "answers of staff, per survey"
-- quasi = [
--   { name = "wave", nl = "meting", en = "survey" },
--   { name = "role_group", nl = "groep van rollen", en = "group of roles" },
-- ]
-- item = { nl = "antwoord op deze vraag, van 0 tot 100", en = "answer to this item, from 0 to 100" }
SELECT p.school_id, CAST(p.respondent_key AS VARCHAR) AS respondent, p.label AS wave, p.role_group, i.code AS item, i.score
FROM answerers p
JOIN item_scores i ON i.school_id = p.school_id AND i.respondent_key = p.respondent_key
WHERE p.kind = 'staff'
