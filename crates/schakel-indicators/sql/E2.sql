-- id = "E2"
-- name = "approved_before_start"
-- nl = "akkoord voor de start"
-- en = "approval before the start"
-- definition_nl = "Het deel van de gestarte interventies waarvoor op of voor de startdag een akkoord was van de schoolleiding; en het aantal dagen van vraag tot besluit van de schoolleiding (de middelste waarde). Een akkoord van een teamleider telt niet mee."
-- definition_en = "The share of started interventions that the leadership approved on or before the day they started; and the days from question to decision of the leadership (the middle value). Approval by a team leader does not count."
-- population = { nl = "gestarte interventies", en = "started interventions" }
-- numerator = { nl = "met een akkoord op of voor de startdag", en = "approved on or before the start" }
-- denominator = { nl = "alle gestarte interventies", en = "all started interventions" }
-- unit = "percent"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all", "median_days"]
-- changes = "none"
-- source = "Schakel"
WITH approved AS (
  SELECT school_id, intervention_id, min(decided_on) AS approved_on
  FROM asked_of_leadership
  WHERE subject = 'intervention' AND decision IN ('approved', 'conditional') AND decided_on IS NOT NULL
  GROUP BY school_id, intervention_id
)
SELECT i.school_id, 'all' AS "by", 'all' AS "group", '' AS part, '' AS period, 'percent' AS unit,
  sum(CASE WHEN a.approved_on <= i.start_actual THEN 1 ELSE 0 END) AS k, CAST(NULL AS DOUBLE) AS value, count(*) AS n
FROM intervention i
LEFT JOIN approved a ON a.school_id = i.school_id AND a.intervention_id = i.intervention_id
WHERE i.start_actual <= {report_date}
GROUP BY i.school_id
UNION ALL
SELECT school_id, 'median_days', 'all', '', '', 'days', NULL,
  median(CAST(CAST(decided_on AS INT) - CAST(asked_on AS INT) AS DOUBLE)), count(*)
FROM asked_of_leadership
WHERE subject = 'intervention' AND decided_on >= asked_on
GROUP BY school_id
