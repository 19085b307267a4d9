SELECT groep AS group_id, 'staff' AS person_kind, slb_er AS person_id, 'slb' AS function, 'groepen' AS source_id, source_row
FROM groepen WHERE slb_er IS NOT NULL
UNION ALL
SELECT groep, 'staff', docent_1, 'teacher', 'groepen', source_row FROM groepen WHERE docent_1 IS NOT NULL
UNION ALL
SELECT groep, 'staff', docent_2, 'teacher', 'groepen', source_row FROM groepen WHERE docent_2 IS NOT NULL
UNION ALL
SELECT groep, 'student', studentnummer, 'student', 'studenten', source_row FROM studenten
