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
-- reason = { column = "intervention.reason", released = "reason_released" }
WITH asked AS (
  SELECT school_id, intervention_id, asked_on, decided_on, decision,
    row_number() OVER (PARTITION BY school_id, intervention_id ORDER BY asked_on DESC, approval_id DESC) AS place
  FROM asked_of_leadership
  WHERE subject = 'intervention' AND intervention_id IS NOT NULL
), told AS (
  -- Consent to the use of data about one intervention releases what was written down about it.
  SELECT school_id, intervention_id
  FROM approval
  WHERE subject = 'data_use' AND decision = 'approved' AND intervention_id IS NOT NULL
    AND (decided_on IS NULL OR decided_on <= {report_date})
  GROUP BY school_id, intervention_id
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
    -- Nearly everyone teaches: the other role someone has is the one in which an intervention is led. What is left of
    -- a role group names no role, so it comes last.
    row_number() OVER (
      PARTITION BY r.school_id, r.staff_key
      ORDER BY
        CASE WHEN g.role_group IN ('specialist', 'leadership') THEN 1
             WHEN s.shown <> s.role THEN 4
             WHEN s.role = 'docent' THEN 3
             ELSE 2 END,
        r."from" DESC, s.persons DESC, s.shown
    ) AS place
  FROM staff_role r
  JOIN shown_roles s ON s.school_id = r.school_id AND s.role = r.role
  JOIN roles g ON g.role = r.role
  WHERE r."from" <= {report_date} AND (r.until IS NULL OR r.until >= {report_date})
)
SELECT i.school_id, i.title, i.goal, i.theme, i.status, l.shown AS lead_role, l.persons AS lead_persons, i.lead_is_alumnus,
  coalesce(i.start_actual, i.start_planned) AS start, coalesce(i.end_actual, i.end_planned) AS "end",
  i.start_actual IS NOT NULL AS started, a.asked_on,
  CASE WHEN a.decision IN ('approved', 'conditional') THEN a.decided_on END AS approved_on, a.decision,
  coalesce(c.done, 0) AS steps_done, coalesce(c.total, 0) AS steps_total, w.description AS next_step, w.due AS next_step_due,
  CASE WHEN i.status IN ('stopped', 'adapted') THEN i.reason END AS reason, t.intervention_id IS NOT NULL AS reason_released
FROM intervention i
LEFT JOIN asked a ON a.school_id = i.school_id AND a.intervention_id = i.intervention_id AND a.place = 1
LEFT JOIN told t ON t.school_id = i.school_id AND t.intervention_id = i.intervention_id
LEFT JOIN counted c ON c.school_id = i.school_id AND c.intervention_id = i.intervention_id
LEFT JOIN waiting w ON w.school_id = i.school_id AND w.intervention_id = i.intervention_id AND w.place = 1
LEFT JOIN lead_roles l ON l.school_id = i.school_id AND l.staff_key = i.lead_staff_key AND l.place = 1
ORDER BY i.school_id, coalesce(i.start_actual, i.start_planned), i.intervention_id
