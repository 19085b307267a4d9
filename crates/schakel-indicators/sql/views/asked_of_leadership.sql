-- What was asked of the leadership, and what it decided. A question that names nobody went to the leadership: that is
-- whom the table is about. What a team leader or another role decided is no decision of the leadership.
SELECT school_id, approval_id, intervention_id, vision_id, subject, asked_on, decided_on, decision, hours_promised
FROM approval
WHERE coalesce(decided_by, 'schoolleiding') = 'schoolleiding'
