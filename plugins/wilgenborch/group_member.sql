-- The mentor is the primary teacher of a homeroom.
SELECT
  classSourcedId AS group_id,
  CASE role WHEN 'student' THEN 'student' ELSE 'staff' END AS person_kind,
  userSourcedId AS person_id,
  CASE WHEN role = 'student' THEN 'student' WHEN "primary" = 'true' THEN 'mentor' ELSE 'teacher' END AS function,
  beginDate AS "from",
  endDate AS until,
  source_row
FROM enrollments
