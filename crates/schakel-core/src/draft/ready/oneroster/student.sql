SELECT u.sourcedId AS student_id, {?demographics}substr(d.birthDate, 1, 4) AS birth_year, {/}u.source_row
FROM {users} u
{?demographics}LEFT JOIN {demographics} d ON d.sourcedId = u.sourcedId
{/}WHERE coalesce(u.status, 'active') <> 'tobedeleted'
  AND u.sourcedId IN (SELECT userSourcedId FROM {roles} WHERE role = 'student')
