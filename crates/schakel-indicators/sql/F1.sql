-- id = "F1"
-- name = "progress"
-- nl = "voortgang"
-- en = "progress"
-- definition_nl = "Het deel van de stappen die op de dag van het rapport klaar moesten zijn, dat klaar is; en het aantal interventies per status."
-- definition_en = "The share of the steps due on the day of the report that are done; and the number of interventions per status."
-- population = { nl = "stappen van interventies, zonder vervallen stappen", en = "steps of interventions, without dropped steps" }
-- numerator = { nl = "gedaan", en = "done" }
-- denominator = { nl = "moesten klaar zijn", en = "due" }
-- unit = "percent"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all", "status"]
-- changes = "none"
-- source = "Schakel"
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, '' AS period, 'percent' AS unit,
  sum(CASE WHEN status = 'done' THEN 1 ELSE 0 END) AS k, CAST(NULL AS DOUBLE) AS value, count(*) AS n
FROM step
WHERE status <> 'dropped' AND due <= {report_date}
GROUP BY school_id
UNION ALL
SELECT school_id, 'status', status, '', '', 'number', NULL, CAST(count(*) AS DOUBLE), NULL
FROM intervention
GROUP BY school_id, status
