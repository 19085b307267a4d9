SELECT
  e.classSourcedId AS group_id,
  CASE WHEN e.role = 'student' THEN 'student' ELSE 'staff' END AS person_kind,
  e.userSourcedId AS person_id,
  CASE
    WHEN e.role = 'student' THEN 'student'
    WHEN e."primary" IN ('true', '1') AND c.classType = 'homeroom' THEN 'mentor'
    ELSE 'teacher'
  END AS function,
  e.beginDate AS "from",
  e.endDate AS until,
  e.source_row
FROM {enrollments} e
JOIN {classes} c ON c.sourcedId = e.classSourcedId
WHERE coalesce(e.status, 'active') <> 'tobedeleted' AND e.role IN ('student', 'teacher', 'aide')
