-- id = "B1"
-- name = "reach"
-- nl = "bereik"
-- en = "reach"
-- definition_nl = "Het deel van de leerlingen of studenten met minstens één begeleidingsmoment in het schooljaar."
-- definition_en = "The share of students with at least one guidance moment in the school year."
-- population = { nl = "leerlingen of studenten die op 1 oktober waren ingeschreven", en = "students enrolled on 1 October" }
-- numerator = { nl = "met minstens één moment", en = "with at least one moment" }
-- denominator = { nl = "alle ingeschreven leerlingen of studenten", en = "all enrolled students" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "programme", "year_level"]
-- changes = "complete"
-- source = "Schakel"
SELECT school_id, "by", "group", '' AS part, school_year AS period,
  sum(CASE WHEN moments > 0 THEN 1 ELSE 0 END) AS k, count(*) AS n, count(*) AS population
FROM reach_groups
GROUP BY school_id, "by", "group", school_year
