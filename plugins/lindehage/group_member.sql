-- Mentors and teachers stand in the list of classes, students in the lists of students.
SELECT KLAS AS group_id, 'staff' AS person_kind, MENTOR AS person_id, 'mentor' AS function, 'klassen' AS source_id, source_row
FROM klassen WHERE MENTOR IS NOT NULL
UNION ALL
SELECT KLAS, 'staff', DOCENT_1, 'teacher', 'klassen', source_row FROM klassen WHERE DOCENT_1 IS NOT NULL
UNION ALL
SELECT KLAS, 'staff', DOCENT_2, 'teacher', 'klassen', source_row FROM klassen WHERE DOCENT_2 IS NOT NULL
UNION ALL
SELECT KLAS, 'student', STAMNR, 'student', 'leerlingen_2425', source_row FROM leerlingen_2425
UNION ALL
SELECT KLAS, 'student', STAMNR, 'student', 'leerlingen_2526', source_row FROM leerlingen_2526
