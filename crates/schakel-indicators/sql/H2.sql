-- id = "H2"
-- name = "transitions"
-- nl = "waar zij heen gingen"
-- en = "where they went"
-- definition_nl = "Leerlingen of studenten die na het schooljaar de school verlieten, naar wat zij op 1 oktober daarna deden; en eerstejaars, naar of zij toen nog dezelfde opleiding deden. Van wie het onbekend is, staat erbij."
-- definition_en = "Students who left after the school year, by what they did on 1 October after it; and students in their first year, by whether they were still in the same programme then. Those of whom it is not known are included."
-- population = { nl = "leerlingen of studenten die de school verlieten, en eerstejaars", en = "students who left the school, and students in their first year" }
-- numerator = { nl = "met deze bestemming of stap", en = "with this destination or step" }
-- denominator = { nl = "alle vertrokken leerlingen of studenten; alle eerstejaars", en = "all students who left; all students in their first year" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "first_year"]
-- changes = "none"
-- source = "CBS, DUO"
-- parts = [
--   { code = "higher", nl = "hoger niveau", en = "higher level" },
--   { code = "equal", nl = "gelijk niveau", en = "same level" },
--   { code = "lower", nl = "lager niveau", en = "lower level" },
--   { code = "work", nl = "werk", en = "work" },
--   { code = "no_education", nl = "geen onderwijs", en = "not in education" },
--   { code = "same", nl = "zelfde opleiding", en = "same programme" },
--   { code = "switched", nl = "andere opleiding", en = "switched programme" },
--   { code = "dropped_out", nl = "gestopt", en = "dropped out" },
--   { code = "unknown", nl = "onbekend", en = "unknown" },
-- ]
WITH grouped AS (
  SELECT school_id, school_year, 'all' AS "by", 'all' AS "group", destination AS part FROM leavers
  UNION ALL
  SELECT school_id, school_year, 'level', level, destination FROM leavers WHERE level IS NOT NULL
  UNION ALL
  SELECT school_id, school_year, 'first_year', 'all', after_one_year FROM first_years
), sizes AS (
  SELECT school_id, school_year, "by", "group", count(*) AS n FROM grouped GROUP BY school_id, school_year, "by", "group"
), counted AS (
  SELECT school_id, school_year, "by", "group", part, count(*) AS k
  FROM grouped
  GROUP BY school_id, school_year, "by", "group", part
)
SELECT s.school_id, s."by", s."group", v.part, s.school_year AS period, coalesce(c.k, 0) AS k, s.n
FROM sizes s
JOIN (VALUES (FALSE, 'higher'), (FALSE, 'equal'), (FALSE, 'lower'), (FALSE, 'work'), (FALSE, 'no_education'),
  (FALSE, 'unknown'), (TRUE, 'same'), (TRUE, 'switched'), (TRUE, 'dropped_out'), (TRUE, 'unknown')
  ) AS v (of_first_year, part)
  ON v.of_first_year = (s."by" = 'first_year')
LEFT JOIN counted c ON c.school_id = s.school_id AND c.school_year = s.school_year AND c."by" = s."by"
  AND c."group" = s."group" AND c.part = v.part
