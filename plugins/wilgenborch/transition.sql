-- Where leavers went, as the school asks them a year later.
SELECT
  d.leerling AS student_id,
  e.sourcedId AS from_enrolment_id,
  d.jaar AS reference_year,
  d.naar AS destination,
  d.niveau AS level_change,
  'school_aftercare' AS provenance,
  d.source_row
FROM doorstroom d
JOIN enrollments e ON e.userSourcedId = d.leerling AND e.classSourcedId = d.klas AND e.role = 'student'
