-- id = "H1"
-- name = "competences"
-- nl = "loopbaancompetenties"
-- en = "career competences"
-- definition_nl = "De gemiddelde score, 0 tot 100, die leerlingen of studenten zichzelf geven op de stellingen bij elke competentie (zelfrapportage); iemand telt mee als minstens twee derde is beantwoord."
-- definition_en = "The mean score, 0 to 100, that students give themselves on the items of each competence (self-report); a person counts when at least two thirds are answered."
-- population = { nl = "leerlingen of studenten die de vragenlijst invulden", en = "students who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "t"
-- protects = "students"
-- breakdowns = ["competence"]
-- changes = "query"
-- source = "De vijf loopbaancompetenties van Kuijpers; eigen stellingen"
SELECT s.school_id, 'competence' AS "by", s.topic AS "group", '' AS part, s.label AS period, avg(s.score) AS mean,
  stddev(s.score) AS sd, count(*) AS n, r.population, r.completed, r.invited
FROM scores s
LEFT JOIN responses r ON r.school_id = s.school_id AND r.kind = 'student' AND r.label = s.label AND r."by" = 'all'
WHERE s.kind = 'student' AND s.dimension = 'competence' AND s.topic <> ''
GROUP BY s.school_id, s.topic, s.label, r.population, r.completed, r.invited
-- @changes
SELECT school_id, 'competence' AS "by", topic AS "group", '' AS part, first_label AS "from", last_label AS "to",
  mean_from, mean_to, n, mean_diff, sd_diff, completed, invited
FROM score_pairs
WHERE kind = 'student' AND "by" = 'all' AND dimension = 'competence' AND topic <> ''
