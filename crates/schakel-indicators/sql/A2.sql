-- id = "A2"
-- name = "effective_guides"
-- nl = "effectief aantal begeleiders"
-- en = "effective number of guides"
-- definition_nl = "Met hoeveel mensen de begeleiding zou zijn verdeeld als iedereen evenveel deed: 1 gedeeld door de som van de gekwadrateerde aandelen van alle begeleiders."
-- definition_en = "Among how many people the guidance would be divided if all did the same amount: 1 over the sum of the squared shares of all guides."
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
