-- id = "B2"
-- name = "multi_voice_reach"
-- nl = "meerstemmig bereik"
-- en = "multi-voice reach"
-- definition_nl = "Het deel van de leerlingen of studenten met minstens {moments_min} begeleidingsmomenten in het schooljaar, van minstens {persons_min} mensen in minstens {roles_min} rollen: meer dan eens, en van verschillende mensen."
-- definition_en = "The share of students with at least {moments_min} guidance moments in the school year, from at least {persons_min} persons in at least {roles_min} roles: several times, and from different people."
-- population = { nl = "leerlingen of studenten die op 1 oktober waren ingeschreven", en = "students enrolled on 1 October" }
-- numerator = { nl = "met minstens {moments_min} momenten, {persons_min} mensen en {roles_min} rollen", en = "with at least {moments_min} moments, {persons_min} persons and {roles_min} roles" }
-- denominator = { nl = "alle ingeschreven leerlingen of studenten", en = "all enrolled students" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "programme", "year_level"]
-- changes = "complete"
-- adds_up = [{ parts = ["B2"], whole = "B1", rest = true }]
-- source = "Schakel"
SELECT school_id, "by", "group", '' AS part, school_year AS period,
  sum(CASE WHEN moments >= {moments_min} AND persons >= {persons_min} AND roles >= {roles_min} THEN 1 ELSE 0 END) AS k,
  count(*) AS n, count(*) AS population
FROM reach_groups
GROUP BY school_id, "by", "group", school_year
