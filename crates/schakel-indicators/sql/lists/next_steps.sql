-- name = "next_steps"
-- [columns]
-- intervention = "intervention.title"
-- description = "step.description"
-- due = "step.due"
-- overdue = "step.due"
SELECT s.school_id, i.title AS intervention, s.description, s.due, s.due < {report_date} AS overdue
FROM step s
JOIN intervention i ON i.school_id = s.school_id AND i.intervention_id = s.intervention_id
WHERE s.status = 'open' AND i.status NOT IN ('finished', 'stopped')
ORDER BY s.school_id, s.due, s.step_id
