-- id = "C4"
-- name = "change"
-- nl = "verandering in kennis, vaardigheid en houding"
-- en = "change in knowledge, skill and attitude"
-- definition_nl = "Het gemiddelde verschil in score tussen de eerste en de laatste meting, bij medewerkers die beide keren meededen."
-- definition_en = "The mean difference in score between the first and the last wave, for staff who took part in both."
-- population = { nl = "medewerkers die beide keren meededen en met een koppelcode zijn verbonden", en = "staff who took part in both waves, linked by a code" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "gekoppelde paren", en = "linked pairs" }
-- unit = "score"
-- interval = "paired"
-- protects = "staff"
-- breakdowns = ["all", "role_group"]
-- parts = "dimension"
-- changes = "query"
-- source = "Schakel; eigen stellingen"
SELECT p.school_id, p."by", p."group", f.dimension AS part, p.last_label AS period,
  sum(CASE WHEN l.score > f.score THEN 1 ELSE 0 END) AS k, count(*) AS n, r.completed, r.invited, 'percent' AS unit
FROM pair_groups p
JOIN scores f ON f.school_id = p.school_id AND f.respondent_key = p.first_key
JOIN scores l ON l.school_id = p.school_id AND l.respondent_key = p.last_key AND l.dimension = f.dimension
LEFT JOIN response_change r ON r.school_id = p.school_id AND r.kind = p.kind AND r."by" = p."by" AND r."group" = p."group"
WHERE p.kind = 'staff' AND f.dimension IN ('knowledge', 'skill', 'attitude')
GROUP BY p.school_id, p."by", p."group", f.dimension, p.last_label, r.completed, r.invited
-- @changes
SELECT school_id, "by", "group", dimension AS part, first_label AS "from", last_label AS "to",
  mean_from, mean_to, n, mean_diff, sd_diff, completed, invited
FROM score_pairs
WHERE kind = 'staff' AND dimension IN ('knowledge', 'skill', 'attitude')
