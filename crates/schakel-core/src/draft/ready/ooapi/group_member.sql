-- OOAPI tells the persons of a group where the answers have them inside the group.
SELECT
  g.groupId AS group_id,
  CASE WHEN p.affiliations LIKE '%employee%' THEN 'staff' ELSE 'student' END AS person_kind,
  m.personId AS person_id,
  CASE
    WHEN p.affiliations NOT LIKE '%employee%' THEN 'student'
    WHEN {m:groups__persons.role} IN ('mentor', 'slb') THEN {m:groups__persons.role}
    ELSE 'teacher'
  END AS function,
  min(m.source_row) AS source_row
FROM {groups__persons} m
JOIN {groups} g ON g.source_row = m.parent_row
JOIN {persons} p ON p.personId = {=m:groups__persons.personId}
GROUP BY 1, 2, 3, 4
