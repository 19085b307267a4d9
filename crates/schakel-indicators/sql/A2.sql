-- id = "A2"
-- name = "effective_guides"
-- nl = "effectief aantal begeleiders"
-- en = "effective number of guides"
-- definition_nl = "Over hoeveel mensen de begeleiding verdeeld zou zijn als iedereen evenveel deed. Doen een paar mensen veel, dan is het getal lager dan het aantal begeleiders. Zo rekenen we: neem van elke begeleider het deel van alle momenten, vermenigvuldig dat met zichzelf, tel alles op, en deel 1 door de uitkomst."
-- definition_en = "Among how many people the guidance would be divided if all did the same amount. When a few people do much, it is lower than the number of guides. How it is computed: take of each guide the share of all moments, multiply it by itself, add these up, and divide 1 by the result."
-- population = { nl = "medewerkers met een begeleidingsmoment in het schooljaar", en = "staff with a guidance moment in the school year" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "number"
-- interval = "none"
-- protects = "staff"
-- minimum_n = 5
-- breakdowns = ["all"]
-- changes = "complete"
-- source = "Hirschman en Herfindahl (omgekeerd)"
WITH per_guide AS (
  SELECT school_id, school_year, staff_key, sum(weight) AS moments
  FROM guides
  WHERE staff_key IS NOT NULL
  GROUP BY school_id, school_year, staff_key
), teachers AS (
  SELECT school_id, school_year, count(*) AS teachers
  FROM staff_in_year
  WHERE teaches
  GROUP BY school_id, school_year
)
SELECT g.school_id, 'all' AS "by", 'all' AS "group", '' AS part, g.school_year AS period,
  power(sum(g.moments), 2) / sum(g.moments * g.moments) AS value, count(*) AS n, count(*) AS persons,
  t.teachers AS population
FROM per_guide g
LEFT JOIN teachers t ON t.school_id = g.school_id AND t.school_year = g.school_year
WHERE g.moments > 0
GROUP BY g.school_id, g.school_year, t.teachers
