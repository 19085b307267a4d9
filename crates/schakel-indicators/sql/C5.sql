-- id = "C5"
-- name = "contribution"
-- nl = "ik weet het, ik kan het, op mijn eigen manier"
-- en = "I know how, I am able, in my own way"
-- definition_nl = "Het deel van de medewerkers dat het eens is (4 of 5 van 5) met: ik weet hoe ik kan bijdragen, ik kan het, en ik doe het op mijn eigen manier; en met alle drie."
-- definition_en = "The share of staff who agree (4 or 5 of 5) that they know how to contribute, are able to, and do it in their own way; and with all three."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "antwoord 4 of 5 van 5", en = "answer 4 or 5 of 5" }
-- denominator = { nl = "geldige antwoorden", en = "valid answers" }
-- unit = "percent"
-- interval = "wilson"
-- protects = "staff"
-- breakdowns = ["all", "role_group", "role"]
-- changes = "query"
-- source = "Schakel; eigen stellingen"
-- parts = [
--   { code = "knows", nl = "ik weet hoe ik kan bijdragen", en = "I know how to contribute" },
--   { code = "able", nl = "ik kan het", en = "I am able to" },
--   { code = "own_way", nl = "ik doe het op mijn eigen manier", en = "I do it in my own way" },
--   { code = "all_three", nl = "alle drie", en = "all three" },
-- ]
SELECT school_id, "by", "group", statement AS part, label AS period, k, n, population, completed, invited
FROM agreement_groups
WHERE statement <> 'knows_vision'
-- @changes
SELECT school_id, "by", "group", statement AS part, first_label AS "from", last_label AS "to",
  k_from, k_to, n, mean_diff, sd_diff, completed, invited
FROM agreement_pairs
WHERE statement <> 'knows_vision'
