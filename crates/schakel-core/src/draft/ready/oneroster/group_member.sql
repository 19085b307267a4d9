-- Where the enrollments do not say in which role someone is there, it is the role that the person has.
WITH r AS (
  SELECT userSourcedId, min(CASE WHEN role = 'student' THEN 'student' ELSE 'teacher' END) AS role
  FROM {roles} WHERE role NOT IN ('guardian', 'parent', 'relative') GROUP BY userSourcedId
)
SELECT
  e.classSourcedId AS group_id,
  CASE WHEN coalesce(e.role, r.role) = 'student' THEN 'student' ELSE 'staff' END AS person_kind,
  e.userSourcedId AS person_id,
  CASE
    WHEN coalesce(e.role, r.role) = 'student' THEN 'student'
    WHEN e."primary" IN ('true', '1') AND c.classType = 'homeroom' THEN 'mentor'
    ELSE 'teacher'
  END AS function,
  e.beginDate AS "from",
  e.endDate AS until,
  e.source_row
FROM {enrollments} e
JOIN {classes} c ON c.sourcedId = e.classSourcedId
LEFT JOIN r ON r.userSourcedId = e.userSourcedId
WHERE coalesce(e.status, 'active') <> 'tobedeleted' AND coalesce(e.role, r.role) IN ('student', 'teacher', 'aide')
