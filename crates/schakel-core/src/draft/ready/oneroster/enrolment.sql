-- One enrolment for a student, in the programme of the grade and the homeroom.
SELECT
  u.sourcedId AS enrolment_id,
  u.sourcedId AS student_id,
  o.programme_id,
  min(c.sourcedId) AS group_id,
  o.year_level,
  '{@school_year}' AS school_year,
  coalesce(min(e.beginDate), '{@first_day}') AS "from",
  'active' AS status,
  'yes' AS on_reference_date,
  u.source_row
FROM {users} u
LEFT JOIN {enrollments} e ON e.userSourcedId = u.sourcedId
LEFT JOIN {classes} c ON c.sourcedId = e.classSourcedId AND c.classType = 'homeroom'
LEFT JOIN {+leerjaren} o ON o.grade = coalesce(u.grades, c.grades)
WHERE coalesce(u.status, 'active') <> 'tobedeleted'
  AND u.sourcedId IN (SELECT userSourcedId FROM {roles} WHERE role = 'student')
GROUP BY u.sourcedId, o.programme_id, o.year_level, u.source_row
