-- name = "decisions"
-- [columns]
-- subject = "approval.subject"
-- title = "intervention.title"
-- goal = "intervention.goal"
-- start_planned = "intervention.start_planned"
-- end_planned = "intervention.end_planned"
-- hours = "approval.hours_promised"
-- asked_on = "approval.asked_on"
-- days_waiting = "approval.asked_on"
SELECT a.school_id, a.subject, coalesce(i.title, v.version) AS title, i.goal, i.start_planned, i.end_planned,
  a.hours_promised AS hours, a.asked_on, CAST({report_date} AS INT) - CAST(a.asked_on AS INT) AS days_waiting
FROM asked_of_leadership a
LEFT JOIN intervention i ON i.school_id = a.school_id AND i.intervention_id = a.intervention_id
LEFT JOIN vision v ON v.school_id = a.school_id AND v.vision_id = a.vision_id
WHERE a.decision = 'open' AND a.asked_on <= {report_date}
ORDER BY a.school_id, a.asked_on, a.approval_id
