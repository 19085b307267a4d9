-- id = "H2"
-- name = "transitions"
-- nl = "waar zij heen gingen"
-- en = "where they went"
-- definition_nl = "Leerlingen of studenten die na het schooljaar de school verlieten, naar wat zij op 1 oktober daarna deden. Van wie het onbekend is, staat erbij."
-- definition_en = "Students who left after the school year, by what they did on 1 October after it. Those of whom it is not known are included."
-- population = { nl = "leerlingen of studenten die de school verlieten", en = "students who left the school" }
-- numerator = { nl = "met deze bestemming", en = "with this destination" }
-- denominator = { nl = "alle vertrokken leerlingen of studenten", en = "all students who left" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level"]
-- changes = "none"
-- source = "CBS, DUO"
-- parts = [
--   { code = "higher", nl = "hoger niveau", en = "higher level" },
--   { code = "equal", nl = "gelijk niveau", en = "same level" },
--   { code = "lower", nl = "lager niveau", en = "lower level" },
--   { code = "work", nl = "werk", en = "work" },
--   { code = "no_education", nl = "geen onderwijs", en = "not in education" },
--   { code = "unknown", nl = "onbekend", en = "unknown" },
-- ]
WITH left_school AS (
  SELECT t.school_id, t.student_key, y.school_year, p.level,
    CASE WHEN t.destination = 'unknown' THEN 'unknown'
         WHEN t.destination IN ('work', 'no_education') THEN t.destination
         WHEN t.level_change IN ('higher', 'equal', 'lower') THEN t.level_change
         ELSE 'unknown' END AS part
  FROM transition t
  JOIN years y ON y.school_year = CAST(t.reference_year - 1 AS VARCHAR) || '-' || CAST(t.reference_year AS VARCHAR)
  LEFT JOIN enrolment e ON e.school_id = t.school_id AND e.enrolment_id = t.from_enrolment_id
  LEFT JOIN programme p ON p.school_id = e.school_id AND p.programme_id = e.programme_id
  WHERE t.destination <> 'same_school'
), grouped AS (
  SELECT school_id, school_year, 'all' AS "by", 'all' AS "group", part FROM left_school
  UNION ALL
  SELECT school_id, school_year, 'level', level, part FROM left_school WHERE level IS NOT NULL
), sizes AS (
  SELECT school_id, school_year, "by", "group", count(*) AS n FROM grouped GROUP BY school_id, school_year, "by", "group"
), counted AS (
  SELECT school_id, school_year, "by", "group", part, count(*) AS k
  FROM grouped
  GROUP BY school_id, school_year, "by", "group", part
)
SELECT s.school_id, s."by", s."group", v.part, s.school_year AS period, coalesce(c.k, 0) AS k, s.n
FROM sizes s
CROSS JOIN (VALUES ('higher'), ('equal'), ('lower'), ('work'), ('no_education'), ('unknown')) AS v (part)
LEFT JOIN counted c ON c.school_id = s.school_id AND c.school_year = s.school_year AND c."by" = s."by"
  AND c."group" = s."group" AND c.part = v.part
