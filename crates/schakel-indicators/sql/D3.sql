-- id = "D3"
-- name = "ideal_and_current"
-- nl = "zo zou het moeten zijn, en zo is het nu"
-- en = "how it should be, and how it is now"
-- definition_nl = "Per thema de gemiddelde score, 0 tot 100, voor hoe het zou moeten zijn en hoe het nu is, en het verschil tussen die twee."
-- definition_en = "Per theme the mean score, 0 to 100, for how it should be and how it is now, and the difference between the two."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "t"
-- protects = "staff"
-- breakdowns = ["theme"]
-- changes = "none"
-- source = "Schakel; eigen stellingen"
-- parts = [
--   { code = "ideal", nl = "zo zou het moeten zijn", en = "how it should be" },
--   { code = "current", nl = "zo is het nu", en = "how it is now" },
--   { code = "gap", nl = "verschil", en = "difference" },
-- ]
WITH both_scores AS (
  SELECT i.school_id, i.label, i.topic, i.score AS ideal, c.score AS current
  FROM scores i
  JOIN scores c ON c.school_id = i.school_id AND c.respondent_key = i.respondent_key AND c.topic = i.topic
    AND c.dimension = 'vision_current'
  WHERE i.kind = 'staff' AND i.dimension = 'vision_ideal'
), parts AS (
  SELECT school_id, label, topic, 'ideal' AS part, ideal AS score FROM both_scores
  UNION ALL
  SELECT school_id, label, topic, 'current', current FROM both_scores
  UNION ALL
  SELECT school_id, label, topic, 'gap', ideal - current FROM both_scores
)
SELECT p.school_id, 'theme' AS "by", p.topic AS "group", p.part, p.label AS period, avg(p.score) AS mean,
  stddev(p.score) AS sd, count(*) AS n, p.part = 'gap' AS signed, r.population, r.completed, r.invited
FROM parts p
LEFT JOIN responses r ON r.school_id = p.school_id AND r.kind = 'staff' AND r.label = p.label AND r."by" = 'all'
GROUP BY p.school_id, p.topic, p.part, p.label, r.population, r.completed, r.invited
