-- id = "D1"
-- name = "knows_vision"
-- nl = "kent de visie"
-- en = "knows the vision"
-- definition_nl = "Het deel van de medewerkers dat zegt de visie van de school op loopbaanbegeleiding te kennen (4 of 5 van 5)."
-- definition_en = "The share of staff who say they know the school's vision on career guidance (4 or 5 of 5)."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "antwoord 4 of 5 van 5", en = "answer 4 or 5 of 5" }
-- denominator = { nl = "geldige antwoorden", en = "valid answers" }
-- unit = "percent"
-- interval = "wilson"
-- protects = "staff"
-- breakdowns = ["all", "role_group", "role"]
-- changes = "query"
-- source = "Schakel; eigen stelling"
SELECT school_id, "by", "group", '' AS part, label AS period, k, n, population, completed, invited
FROM agreement_groups
WHERE statement = 'knows_vision'
-- @changes
SELECT school_id, "by", "group", '' AS part, first_label AS "from", last_label AS "to",
  k_from, k_to, n, mean_diff, sd_diff, completed, invited
FROM agreement_pairs
WHERE statement = 'knows_vision'
