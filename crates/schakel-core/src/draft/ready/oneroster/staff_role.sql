-- A mentor is the primary teacher of a homeroom; the other roles are those of the set.
SELECT userSourcedId AS staff_id,
  CASE role
    WHEN 'teacher' THEN 'docent'
    WHEN 'counselor' THEN 'decaan'
    WHEN 'principal' THEN 'schoolleiding'
    ELSE 'oop'
  END AS role,
  coalesce(min(beginDate), '{@first_day}') AS "from",
  min(source_row) AS source_row
FROM {roles}
WHERE role NOT IN ('student', 'guardian', 'parent', 'relative') AND coalesce(status, 'active') <> 'tobedeleted'
GROUP BY 1, 2
UNION ALL
SELECT e.userSourcedId, 'mentor', coalesce(min(e.beginDate), '{@first_day}'), min(e.source_row)
FROM {enrollments} e
JOIN {classes} c ON c.sourcedId = e.classSourcedId
WHERE coalesce(e.role, 'teacher') = 'teacher' AND e."primary" IN ('true', '1') AND c.classType = 'homeroom'
  AND coalesce(e.status, 'active') <> 'tobedeleted'
GROUP BY e.userSourcedId
