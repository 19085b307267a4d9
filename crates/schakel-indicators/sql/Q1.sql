-- id = "Q1"
-- name = "response"
-- nl = "respons"
-- en = "response"
-- definition_nl = "Het deel van wie is uitgenodigd, dat de vragenlijst invulde. Van een groep van minder dan tien medewerkers staat er geen percentage, en de omvang als bereik."
-- definition_en = "The share of those invited who completed the survey. Of a group of fewer than ten members of staff there is no percentage, and its size is a range."
-- population = { nl = "wie is uitgenodigd", en = "those invited" }
-- numerator = { nl = "vulde in", en = "completed it" }
-- denominator = { nl = "uitgenodigd", en = "invited" }
-- unit = "percent"
-- interval = "none"
-- protects = "staff"
-- breakdowns = ["all", "role_group", "role"]
-- changes = "none"
-- source = "Schakel"
SELECT school_id, "by", "group", '' AS part, label AS period, least(completed, invited) AS k,
  invited AS whole, completed AS n, invited AS persons, invited AS population, completed, invited,
  TRUE AS is_response, "by" = 'all' AS everyone
FROM responses
WHERE kind = 'staff' AND invited > 0
UNION ALL
SELECT school_id, 'role_group', 'student', '', label, least(completed, invited) AS k, invited AS whole,
  completed AS n, invited AS persons, invited AS population, completed, invited, TRUE, TRUE
FROM responses
WHERE kind = 'student' AND "by" = 'all' AND invited >= {students_k}
