-- id = "A2"
-- name = "effective_guides"
-- nl = "effectief aantal begeleiders"
-- en = "effective number of guides"
-- definition_nl = "Over hoeveel mensen de begeleiding verdeeld zou zijn als iedereen evenveel deed. Doen een paar mensen veel, dan is het getal lager dan het aantal begeleiders. Zo rekenen we: neem van elke begeleider het deel van alle momenten, vermenigvuldig dat met zichzelf, tel alles op, en deel 1 door de uitkomst. Ernaast staat het getal als deel van het aantal docenten. Bij minder dan drie specialisten staat het er niet: naast hun aandeel zou het vertellen wat één mens doet."
-- definition_en = "Among how many people the guidance would be divided if all did the same amount. When a few people do much, it is lower than the number of guides. How it is computed: take of each guide the share of all moments, multiply it by itself, add these up, and divide 1 by the result. Beside it the number stands as a share of the number of teachers. With fewer than three specialists it is left out: beside their share it would tell what one person does."
-- population = { nl = "medewerkers met een begeleidingsmoment in het schooljaar", en = "staff with a guidance moment in the school year" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "number"
-- interval = "none"
-- protects = "staff"
-- minimum_n = 5
-- breakdowns = ["all"]
-- parts = [
--   { code = "of_teachers", nl = "als deel van het aantal docenten", en = "as a share of the number of teachers" },
-- ]
-- changes = "complete"
-- source = "Hirschman en Herfindahl (omgekeerd)"
WITH teachers AS (
  SELECT school_id, school_year, count(*) AS teachers
  FROM staff_in_year
  WHERE teaches
  GROUP BY school_id, school_year
), whole AS (
  SELECT e.school_id, e.school_year, e.effective, e.guides, t.teachers, g.persons AS small_group
  FROM spread e
  LEFT JOIN teachers t ON t.school_id = e.school_id AND t.school_year = e.school_year
  LEFT JOIN telling_groups g ON g.school_id = e.school_id AND g.school_year = e.school_year
)
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, school_year AS period, 'number' AS unit,
  effective AS value, CAST(NULL AS DOUBLE) AS k, CAST(NULL AS DOUBLE) AS whole, guides AS n, guides AS persons,
  teachers AS population, small_group
FROM whole
UNION ALL
SELECT school_id, 'all', 'all', 'of_teachers', school_year, 'percent', NULL, effective, CAST(teachers AS DOUBLE),
  guides AS n, guides AS persons, teachers, small_group
FROM whole
WHERE teachers > 0
