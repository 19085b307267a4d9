-- id = "C3"
-- name = "attitude"
-- nl = "houding"
-- en = "attitude"
-- definition_nl = "De gemiddelde score, 0 tot 100, op de stellingen over houding. Omgekeerde stellingen zijn gedraaid; iemand telt mee als minstens twee derde is beantwoord."
-- definition_en = "The mean score, 0 to 100, on the items about attitude. Reversed items are turned; a person counts when at least two thirds are answered."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "t"
-- protects = "staff"
-- breakdowns = ["all", "role_group", "role"]
-- changes = "none"
-- source = "Schakel; eigen stellingen"
SELECT school_id, "by", "group", '' AS part, label AS period, mean, sd, n, population, completed, invited
FROM score_groups
WHERE dimension = 'attitude'
