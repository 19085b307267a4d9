-- id = "B4"
-- name = "not_reached"
-- nl = "niet bereikt"
-- en = "not reached"
-- definition_nl = "Het deel van de leerlingen of studenten voor wie in het schooljaar geen begeleidingsmoment is vastgelegd."
-- definition_en = "The share of students for whom no guidance moment was recorded in the school year."
-- population = { nl = "leerlingen of studenten die op 1 oktober waren ingeschreven", en = "students enrolled on 1 October" }
-- numerator = { nl = "zonder moment", en = "without a moment" }
-- denominator = { nl = "alle ingeschreven leerlingen of studenten", en = "all enrolled students" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "programme", "year_level"]
-- changes = "complete"
-- adds_up = [
--   { parts = ["B1", "B4"] },
--   { parts = ["B3/0"], whole = "B4" },
-- ]
-- source = "Schakel"
SELECT school_id, "by", "group", '' AS part, school_year AS period,
  sum(CASE WHEN moments = 0 THEN 1 ELSE 0 END) AS k, count(*) AS n, count(*) AS population
FROM reach_groups
GROUP BY school_id, "by", "group", school_year
