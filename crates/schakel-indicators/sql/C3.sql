-- id = "C3"
-- name = "attitude"
-- nl = "houding"
-- en = "attitude"
-- definition_nl = "De gemiddelde score, 0 tot 100, op de stellingen over houding. Omgekeerde stellingen zijn gedraaid; iemand telt mee als minstens twee derde is beantwoord. Vanaf {alpha_min} volledige antwoorden staat erbij hoe goed de stellingen samenhangen (Cronbachs alfa, 0 tot 1)."
-- definition_en = "The mean score, 0 to 100, on the items about attitude. Reversed items are turned; a person counts when at least two thirds are answered. From {alpha_min} complete answers on it says how well the items hang together (Cronbach’s alpha, 0 to 1)."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "t"
-- protects = "staff"
-- breakdowns = ["all", "role_group", "role", "reliability"]
-- changes = "none"
-- source = "Schakel; eigen stellingen; Cronbach (1951)"
SELECT school_id, "by", "group", '' AS part, label AS period, 'score' AS unit, mean, sd,
  CAST(NULL AS BIGINT) AS items, CAST(NULL AS DOUBLE) AS item_variance, CAST(NULL AS DOUBLE) AS total_variance, n,
  population, completed, invited
FROM score_groups
WHERE dimension = 'attitude'
UNION ALL
SELECT school_id, 'reliability', 'all', '', label, 'coefficient', NULL AS mean, NULL AS sd, items, item_variance, total_variance, n,
  population, completed, invited
FROM reliability
WHERE dimension = 'attitude'
