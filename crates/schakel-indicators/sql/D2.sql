-- id = "D2"
-- name = "agreement"
-- nl = "eensgezindheid over de visie"
-- en = "agreement on the vision"
-- definition_nl = "Hoe eens medewerkers het zijn over hoe het zou moeten zijn: 100 is volledig eens, 0 is in twee helften verdeeld. Berekend als 1 min de spreiding, gedeeld door de grootst mogelijke spreiding."
-- definition_en = "How much staff agree on how it should be: 100 is full agreement, 0 is split in two halves. Computed as 1 minus the standard deviation over the largest one possible."
-- population = { nl = "medewerkers die de vragenlijst invulden", en = "staff who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "none"
-- protects = "staff"
-- minimum_n = 10
-- breakdowns = ["all", "theme"]
-- changes = "none"
-- source = "Schakel"
WITH themes AS (
  SELECT school_id, label, topic, 100.0 * (1.0 - stddev_pop(score) / 50.0) AS value, count(*) AS n
  FROM scores
  WHERE kind = 'staff' AND dimension = 'vision_ideal'
  GROUP BY school_id, label, topic
)
SELECT t.school_id, 'theme' AS "by", t.topic AS "group", '' AS part, t.label AS period, t.value, t.n, r.population,
  r.completed, r.invited
FROM themes t
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'staff' AND r.label = t.label AND r."by" = 'all'
UNION ALL
SELECT t.school_id, 'all', 'all', '', t.label, avg(t.value), min(t.n), r.population, r.completed, r.invited
FROM themes t
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'staff' AND r.label = t.label AND r."by" = 'all'
GROUP BY t.school_id, t.label, r.population, r.completed, r.invited
