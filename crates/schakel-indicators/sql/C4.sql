-- id = "C4"
-- name = "change"
-- nl = "verandering in kennis, vaardigheid en houding"
-- en = "change in knowledge, skill and attitude"
-- definition_nl = "Het gemiddelde verschil in score tussen de eerste en de laatste meting, bij medewerkers die beide keren meededen. Ernaast staat van hoeveel van hen de score hoger, gelijk of lager was."
-- definition_en = "The mean difference in score between the first and the last wave, for staff who took part in both. Beside it stands how many of them had a higher, the same or a lower score."
-- population = { nl = "medewerkers die beide keren meededen en met een koppelcode zijn verbonden", en = "staff who took part in both waves, linked by a code" }
-- numerator = { nl = "score hoger, gelijk of lager", en = "score higher, the same or lower" }
-- denominator = { nl = "gekoppelde paren", en = "linked pairs" }
-- unit = "score"
-- interval = "paired"
-- protects = "staff"
-- minimum_n = 8
-- breakdowns = ["all", "role_group"]
-- parts = [
--   { code = "knowledge", nl = "kennis", en = "knowledge" },
--   { code = "knowledge_up", nl = "kennis: hoger", en = "knowledge: higher" },
--   { code = "knowledge_same", nl = "kennis: gelijk", en = "knowledge: the same" },
--   { code = "knowledge_down", nl = "kennis: lager", en = "knowledge: lower" },
--   { code = "skill", nl = "vaardigheid", en = "skill" },
--   { code = "skill_up", nl = "vaardigheid: hoger", en = "skill: higher" },
--   { code = "skill_same", nl = "vaardigheid: gelijk", en = "skill: the same" },
--   { code = "skill_down", nl = "vaardigheid: lager", en = "skill: lower" },
--   { code = "attitude", nl = "houding", en = "attitude" },
--   { code = "attitude_up", nl = "houding: hoger", en = "attitude: higher" },
--   { code = "attitude_same", nl = "houding: gelijk", en = "attitude: the same" },
--   { code = "attitude_down", nl = "houding: lager", en = "attitude: lower" },
-- ]
-- changes = "query"
-- source = "Schakel; eigen stellingen"
SELECT p.school_id, p."by", p."group", f.dimension || '_' || v.way AS part, p.last_label AS period,
  -- Scores are means of whole answers: less than a thousandth apart is the same.
  sum(CASE WHEN v.way = CASE WHEN l.score - f.score > 0.001 THEN 'up' WHEN f.score - l.score > 0.001 THEN 'down'
    ELSE 'same' END THEN 1 ELSE 0 END) AS k,
  count(*) AS n, r.completed, r.invited, 'percent' AS unit
FROM pair_groups p
CROSS JOIN (VALUES ('up'), ('same'), ('down')) AS v (way)
JOIN scores f ON f.school_id = p.school_id AND f.respondent_key = p.first_key
JOIN scores l ON l.school_id = p.school_id AND l.respondent_key = p.last_key AND l.dimension = f.dimension
LEFT JOIN response_change r ON r.school_id = p.school_id AND r.kind = p.kind AND r."by" = p."by" AND r."group" = p."group"
WHERE p.kind = 'staff' AND f.dimension IN ('knowledge', 'skill', 'attitude')
GROUP BY p.school_id, p."by", p."group", f.dimension, v.way, p.last_label, r.completed, r.invited
-- @changes
SELECT school_id, "by", "group", dimension AS part, first_label AS "from", last_label AS "to",
  mean_from, mean_to, n, mean_diff, sd_diff, completed, invited
FROM score_pairs
WHERE kind = 'staff' AND dimension IN ('knowledge', 'skill', 'attitude')
