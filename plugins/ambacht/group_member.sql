SELECT groep_id AS group_id, 'staff' AS person_kind, slb AS person_id, 'slb' AS function, source_row FROM db__groep WHERE slb IS NOT NULL
UNION ALL
SELECT groep_id, 'staff', nr, 'teacher', source_row FROM db__groep_docent
UNION ALL
SELECT groep_id, 'student', nr, 'student', source_row FROM db__verbintenis
