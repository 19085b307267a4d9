-- Lecturers of offerings. Other roles are not told by OOAPI: take them from another list.
SELECT
  coalesce({associations.person}, {associations.person_personId}) AS staff_id,
  'docent' AS role,
  '{@first_day}' AS "from",
  min(source_row) AS source_row
FROM {associations}
WHERE role = 'lecturer'
GROUP BY 1
