-- id = "D2"
-- name = "agreement"
-- nl = "eensgezindheid over de visie"
-- en = "agreement on the vision"
-- definition_nl = "Hoe eens medewerkers het zijn over hoe het zou moeten zijn: 100 als iedereen hetzelfde wil, 0 als het team in twee helften is verdeeld. Zo rekenen we: hoe ver de scores uit elkaar liggen (de standaardafwijking), in procenten van hoe ver zij uit elkaar kunnen liggen; en dat trekken we af van 100. Het totaal is het gemiddelde van de thema’s."
-- definition_en = "How much staff agree on how it should be: 100 when everyone wants the same, 0 when the team is split in two halves. How it is computed: how far the scores lie apart (the standard deviation), in percent of how far they can lie apart; and that is taken from 100. The total is the mean of the themes."
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
