-- One row per questionnaire that was sent in. The link code joins the two waves of one person without a name.
SELECT s.respons_id AS respondent_id, 'MED-' || s.meting AS wave_id, 'staff' AS kind, coalesce(r.role, s.rol) AS role,
       s.koppelcode AS link_code, s.afgerond AS completed, substr(s.ingevuld_op, 1, 10) AS date,
       'staff_survey' AS source_id, s.source_row
FROM staff_survey s
LEFT JOIN roles r ON r.word = s.rol
UNION ALL
SELECT s.respons_id, 'STU-' || s.meting, 'student', coalesce(r.role, s.rol), s.koppelcode, s.afgerond,
       substr(s.ingevuld_op, 1, 10), 'student_survey', s.source_row
FROM student_survey s
LEFT JOIN roles r ON r.word = s.rol
