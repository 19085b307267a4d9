-- id = "B6"
-- name = "meaningful_encounter"
-- nl = "betekenisvolle ontmoeting buiten school"
-- en = "meaningful encounter outside school"
-- definition_nl = "Het deel van de leerlingen of studenten dat in het schooljaar minstens één moment met de wereld buiten school had en dat betekenisvol noemde: een bedrijfsbezoek, gastles, open dag, meeloopdag, stage of beurs, of een ander moment buiten de school. Ernaast staat welk deel zo’n moment had, betekenisvol of niet."
-- definition_en = "The share of students who had at least one moment with the world outside school in the school year and called it meaningful: a company visit, guest lesson, open day, trial study, internship or fair, or another moment outside the school. Beside it stands which share had such a moment, meaningful or not."
-- population = { nl = "leerlingen of studenten die op 1 oktober waren ingeschreven", en = "students enrolled on 1 October" }
-- numerator = { nl = "met minstens één betekenisvol moment", en = "with at least one meaningful moment" }
-- denominator = { nl = "alle ingeschreven leerlingen of studenten", en = "all enrolled students" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["all", "level", "programme", "year_level"]
-- parts = [
--   { code = "any", nl = "betekenisvol of niet", en = "meaningful or not" },
-- ]
-- changes = "complete"
-- adds_up = [
--   { parts = ["B6"], whole = "B6/any", rest = true },
--   { parts = ["B6/any"], whole = "B1", rest = true },
-- ]
-- source = "Gatsby Benchmarks 5 tot 7"
WITH asked AS (
  -- Where nobody recorded whether a moment was meaningful, nothing is known about it: that is not the same as never.
  SELECT m.school_id, m.school_year, count(s.meaningful) AS answers
  FROM moments m
  JOIN guidance_moment_student s ON s.school_id = m.school_id AND s.moment_id = m.moment_id
  WHERE m.outside
  GROUP BY m.school_id, m.school_year
)
SELECT r.school_id, r."by", r."group", '' AS part, r.school_year AS period,
  CASE WHEN max(a.answers) > 0 THEN sum(CASE WHEN r.meaningful > 0 THEN 1 ELSE 0 END) END AS k, count(*) AS n,
  count(*) AS population
FROM reach_groups r
LEFT JOIN asked a ON a.school_id = r.school_id AND a.school_year = r.school_year
GROUP BY r.school_id, r."by", r."group", r.school_year
UNION ALL
SELECT school_id, "by", "group", 'any', school_year, sum(CASE WHEN encounters > 0 THEN 1 ELSE 0 END), count(*) AS n,
  count(*) AS population
FROM reach_groups
GROUP BY school_id, "by", "group", school_year
