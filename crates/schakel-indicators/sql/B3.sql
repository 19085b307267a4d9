-- id = "B3"
-- name = "voices_per_student"
-- nl = "stemmen per leerling of student"
-- en = "voices per student"
-- definition_nl = "Leerlingen of studenten naar het aantal verschillende mensen met wie zij in het schooljaar een begeleidingsmoment hadden."
-- definition_en = "Students by the number of different people with whom they had a guidance moment in the school year."
-- population = { nl = "leerlingen of studenten die op 1 oktober waren ingeschreven", en = "students enrolled on 1 October" }
-- numerator = { nl = "met dit aantal mensen", en = "with this number of people" }
-- denominator = { nl = "alle ingeschreven leerlingen of studenten", en = "all enrolled students" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "programme", "year_level", "median"]
-- changes = "none"
-- source = "Schakel"
-- parts = [
--   { code = "0", nl = "niemand", en = "nobody" },
--   { code = "1", nl = "1 persoon", en = "1 person" },
--   { code = "2", nl = "2 personen", en = "2 persons" },
--   { code = "3", nl = "3 personen", en = "3 persons" },
--   { code = "4plus", nl = "4 of meer", en = "4 or more" },
-- ]
WITH sizes AS (
  SELECT school_id, school_year, "by", "group", count(*) AS n
  FROM reach_groups
  GROUP BY school_id, school_year, "by", "group"
), counted AS (
  SELECT school_id, school_year, "by", "group", least(persons, 4) AS persons, count(*) AS k
  FROM reach_groups
  GROUP BY school_id, school_year, "by", "group", least(persons, 4)
)
SELECT s.school_id, s."by", s."group", v.part, s.school_year AS period, 'percent' AS unit,
  coalesce(c.k, 0) AS k, CAST(NULL AS DOUBLE) AS value, s.n, s.n AS population, s.n AS persons
FROM sizes s
CROSS JOIN (VALUES (0, '0'), (1, '1'), (2, '2'), (3, '3'), (4, '4plus')) AS v (persons, part)
LEFT JOIN counted c ON c.school_id = s.school_id AND c.school_year = s.school_year AND c."by" = s."by"
  AND c."group" = s."group" AND c.persons = v.persons
UNION ALL
SELECT school_id, 'median', 'all', '', school_year, 'number', NULL, median(CAST(persons AS DOUBLE)) AS value, count(*) AS n,
  count(*) AS population, count(*) AS persons
FROM reach
GROUP BY school_id, school_year
