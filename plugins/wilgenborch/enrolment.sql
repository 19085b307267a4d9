SELECT
  e.sourcedId AS enrolment_id,
  e.userSourcedId AS student_id,
  c.courseSourcedId AS programme_id,
  e.classSourcedId AS group_id,
  c.grades AS year_level,
  c.termSourcedIds AS school_year,
  e.beginDate AS "from",
  e.endDate AS until,
  CASE e.metadata_uitstroom WHEN 'diploma' THEN 'graduated' WHEN 'zonder diploma' THEN 'dropped_out' WHEN 'over' THEN 'moved' ELSE 'active' END AS status,
  e.metadata_peildatum AS on_reference_date,
  e.source_row
FROM enrollments e
JOIN classes c ON c.sourcedId = e.classSourcedId
WHERE e.role = 'student'
