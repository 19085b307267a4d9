-- id = "Q2"
-- name = "coverage"
-- nl = "omvang en dekking"
-- en = "size and coverage"
-- definition_nl = "Hoe groot de school is in de gegevens, en hoe volledig die zijn: momenten met een bekende rol, momenten met een bekende leerling of student, leerlingen of studenten die in de registratie voorkomen, en rijen die zijn geweigerd."
-- definition_en = "How large the school is in the data, and how complete these are: moments with a known role, moments with a known student, students who occur in the registration, and rows that were refused."
-- population = { nl = "alle gegevens van de school", en = "all data of the school" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "percent"
-- interval = "none"
-- protects = "functions"
-- breakdowns = ["population", "coverage", "evidence", "rejected"]
-- changes = "none"
-- source = "Schakel"
-- groups = [
--   { code = "students", nl = "leerlingen of studenten", en = "students" },
--   { code = "staff", nl = "medewerkers", en = "staff" },
--   { code = "teachers", nl = "docenten", en = "teachers" },
--   { code = "students_with_row", nl = "leerlingen of studenten die in de registratie voorkomen", en = "students who occur in the registration" },
--   { code = "moments_with_known_role", nl = "momenten met een bekende rol", en = "moments with a known role" },
--   { code = "moments_with_student", nl = "momenten met een bekende leerling of student", en = "moments with a known student" },
--   { code = "rejected_rows", nl = "geweigerde rijen", en = "refused rows" },
-- ]
WITH known AS (
  SELECT m.school_id, m.school_year, count(*) AS moments,
    sum(CASE WHEN g.moment_id IS NOT NULL THEN 1 ELSE 0 END) AS with_role,
    sum(CASE WHEN s.moment_id IS NOT NULL THEN 1 ELSE 0 END) AS with_student
  FROM moments m
  LEFT JOIN (SELECT school_id, moment_id FROM guides WHERE role <> 'unknown' GROUP BY school_id, moment_id) g
    ON g.school_id = m.school_id AND g.moment_id = m.moment_id
  LEFT JOIN (SELECT school_id, moment_id FROM guidance_moment_student GROUP BY school_id, moment_id) s
    ON s.school_id = m.school_id AND s.moment_id = m.moment_id
  GROUP BY m.school_id, m.school_year
), registered AS (
  SELECT m.school_id, m.school_year, s.student_key
  FROM moments m
  JOIN guidance_moment_student s ON s.school_id = m.school_id AND s.moment_id = m.moment_id
  GROUP BY m.school_id, m.school_year, s.student_key
)
SELECT school_id, 'population' AS "by", 'students' AS "group", '' AS part, school_year AS period, 'number' AS unit,
  CAST(NULL AS BIGINT) AS k, CAST(count(*) AS DOUBLE) AS value, CAST(NULL AS BIGINT) AS n
FROM students GROUP BY school_id, school_year
UNION ALL
SELECT school_id, 'population', 'staff', '', school_year, 'number', NULL, CAST(count(*) AS DOUBLE), NULL
FROM staff_in_year GROUP BY school_id, school_year
UNION ALL
SELECT school_id, 'population', 'teachers', '', school_year, 'number', NULL, CAST(count(*) AS DOUBLE), NULL
FROM staff_in_year WHERE teaches GROUP BY school_id, school_year
UNION ALL
SELECT school_id, 'coverage', 'moments_with_known_role', '', school_year, 'percent', with_role, NULL, moments FROM known
UNION ALL
SELECT school_id, 'coverage', 'moments_with_student', '', school_year, 'percent', with_student, NULL, moments FROM known
UNION ALL
SELECT l.school_id, 'coverage', 'students_with_row', '', l.school_year, 'percent', count(r.student_key), NULL, count(*)
FROM students l
LEFT JOIN registered r ON r.school_id = l.school_id AND r.school_year = l.school_year AND r.student_key = l.student_key
GROUP BY l.school_id, l.school_year
UNION ALL
SELECT m.school_id, 'evidence', e.evidence, '', m.school_year, 'number', NULL, CAST(count(*) AS DOUBLE), NULL
FROM moments m JOIN main_evidence e ON e.school_id = m.school_id GROUP BY m.school_id, e.evidence, m.school_year
UNION ALL
SELECT s.school_id, 'rejected', 'rejected_rows', '', '', 'number', NULL, CAST(coalesce(r.n, 0) AS DOUBLE), NULL
FROM school s LEFT JOIN (SELECT school_id, count(*) AS n FROM rejected_row GROUP BY school_id) r ON r.school_id = s.school_id
