-- OneRoster knows neither who did the course in career coaching nor the size of a contract: take these from another list if there is one.
SELECT
  u.sourcedId AS staff_id,
  max(CASE WHEN r.role = 'teacher' THEN 'yes' ELSE 'no' END) AS teaches,
  'no' AS course_alumnus,
  'unknown' AS contract_class,
  u.source_row
FROM {users} u
JOIN {roles} r ON r.userSourcedId = u.sourcedId AND r.role NOT IN ('student', 'guardian', 'parent', 'relative')
WHERE coalesce(u.status, 'active') <> 'tobedeleted'
GROUP BY u.sourcedId, u.source_row
