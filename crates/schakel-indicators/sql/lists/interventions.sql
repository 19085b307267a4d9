-- name = "interventions"
-- [columns]
-- title = "intervention.title"
-- goal = "intervention.goal"
-- theme = "intervention.theme"
-- status = "intervention.status"
-- lead_role = { column = "staff_role.role", shown = true }
-- lead_is_alumnus = { column = "intervention.lead_is_alumnus", among = "lead_persons" }
-- start = "intervention.start_planned"
-- end = "intervention.end_planned"
-- started = "intervention.start_actual"
-- asked_on = "approval.asked_on"
-- approved_on = "approval.decided_on"
-- decision = "approval.decision"
-- steps_done = "step.status"
-- steps_total = "step.status"
-- next_step = "step.description"
-- next_step_due = "step.due"
WITH asked AS (
  SELECT school_id, intervention_id, asked_on, decided_on, decision,
    row_number() OVER (PARTITION BY school_id, intervention_id ORDER BY asked_on DESC, approval_id DESC) AS place
  FROM approval
  WHERE subject = 'intervention' AND intervention_id IS NOT NULL
), counted AS (
  SELECT school_id, intervention_id, sum(CASE WHEN status = 'done' THEN 1 ELSE 0 END) AS done, count(*) AS total
  FROM step
  WHERE status <> 'dropped'
  GROUP BY school_id, intervention_id
), waiting AS (
  SELECT school_id, intervention_id, description, due,
    row_number() OVER (PARTITION BY school_id, intervention_id ORDER BY due, step_id) AS place
  FROM step
  WHERE status = 'open'
), lead_roles AS (
  SELECT r.school_id, r.staff_key, s.shown, s.persons,
    row_number() OVER (PARTITION BY r.school_id, r.staff_key ORDER BY r."from" DESC, s.persons DESC, s.shown) AS place
  FROM staff_role r
  JOIN shown_roles s ON s.school_id = r.school_id AND s.role = r.role
  WHERE r."from" <= {report_date} AND (r.until IS NULL OR r.until >= {report_date})
)
SELECT i.school_id, i.title, i.goal, i.theme, i.status, l.shown AS lead_role, l.persons AS lead_persons, i.lead_is_alumnus,
  coalesce(i.start_actual, i.start_planned) AS start, coalesce(i.end_actual, i.end_planned) AS "end",
  i.start_actual IS NOT NULL AS started, a.asked_on,
  CASE WHEN a.decision IN ('approved', 'conditional') THEN a.decided_on END AS approved_on, a.decision,
  coalesce(c.done, 0) AS steps_done, coalesce(c.total, 0) AS steps_total, w.description AS next_step, w.due AS next_step_due
FROM intervention i
LEFT JOIN asked a ON a.school_id = i.school_id AND a.intervention_id = i.intervention_id AND a.place = 1
LEFT JOIN counted c ON c.school_id = i.school_id AND c.intervention_id = i.intervention_id
LEFT JOIN waiting w ON w.school_id = i.school_id AND w.intervention_id = i.intervention_id AND w.place = 1
LEFT JOIN lead_roles l ON l.school_id = i.school_id AND l.staff_key = i.lead_staff_key AND l.place = 1
ORDER BY i.school_id, coalesce(i.start_actual, i.start_planned), i.intervention_id
