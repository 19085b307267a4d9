-- id = "B5"
-- name = "heard_it_is_possible"
-- nl = "hoorde dat het kan"
-- en = "heard that it is possible"
-- definition_nl = "Het deel van de leerlingen of studenten dat zegt: minstens {told_min} verschillende mensen zeiden tegen mij dat een volgende stap iets voor mij kan zijn."
-- definition_en = "The share of students who say that at least {told_min} different people told them that a next step could be for them."
-- population = { nl = "leerlingen of studenten die de vragenlijst invulden", en = "students who completed the survey" }
-- numerator = { nl = "hoorde het van minstens {told_min} mensen", en = "heard it from at least {told_min} people" }
-- denominator = { nl = "geldige antwoorden", en = "valid answers" }
-- unit = "percent"
-- interval = "wilson"
-- protects = "students"
-- breakdowns = ["all", "level"]
-- changes = "query"
-- source = "Schakel"
SELECT t.school_id, t."by", t."group", '' AS part, t.label AS period,
  sum(CASE WHEN t.told >= {told_min} THEN 1 ELSE 0 END) AS k, count(*) AS n,
  CASE WHEN t."by" = 'all' THEN r.population END AS population, r.completed, r.invited
FROM told_groups t
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'student' AND r.label = t.label AND r."by" = 'all'
WHERE t."by" IN ('all', 'level')
GROUP BY t.school_id, t."by", t."group", t.label, r.population, r.completed, r.invited
-- @changes
WITH counts AS (
  SELECT school_id, label, sum(CASE WHEN told >= {told_min} THEN 1 ELSE 0 END) AS k, count(*) AS n
  FROM told
  GROUP BY school_id, label
)
SELECT w.school_id, 'all' AS "by", 'all' AS "group", '' AS part, w.first_label AS "from", w.last_label AS "to",
  f.k AS k_from, f.n AS n_from, l.k AS k_to, l.n AS n_to, r.completed, r.invited
FROM wave_ends w
JOIN counts f ON f.school_id = w.school_id AND f.label = w.first_label
JOIN counts l ON l.school_id = w.school_id AND l.label = w.last_label
LEFT JOIN response_change r ON r.school_id = w.school_id AND r.kind = w.kind AND r."by" = 'all'
WHERE w.kind = 'student'
