-- Who completed a survey, in which role, and the code that links the same person over waves. A code that
-- occurs twice in one wave links nobody.
SELECT a.school_id, a.wave_id, a.label, a.kind, a.respondent_key, a.role, a.role_group, a.student_key,
  CASE WHEN count(*) OVER (PARTITION BY a.school_id, a.wave_id, a.link) = 1 THEN a.link END AS link
FROM (
  SELECT p.school_id, w.wave_id, w.label, w.kind, p.respondent_key, p.role, r.role_group, p.student_key,
    coalesce(p.link_code, 'staff ' || CAST(p.staff_key AS VARCHAR), 'student ' || CAST(p.student_key AS VARCHAR)) AS link
  FROM respondent p
  JOIN measurements w ON w.school_id = p.school_id AND w.wave_id = p.wave_id
  JOIN roles r ON r.role = p.role
  WHERE p.completed
) a
