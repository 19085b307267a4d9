SELECT groep AS group_id, 'student' AS person_kind, key AS person_id, 'student' AS function, source_row
FROM {leerlingen}
WHERE groep IS NOT NULL
{?leerling_groepen}UNION ALL
SELECT samengestelde_groep, 'student', leerling, 'student', source_row
FROM {leerling_groepen}
{/}{?leerkracht_groepen}UNION ALL
SELECT
  coalesce(groep, samengestelde_groep),
  'staff',
  leerkracht,
  CASE WHEN lower(coalesce(rol, rolomschrijving)) LIKE '%mentor%' THEN 'mentor' ELSE 'teacher' END,
  source_row
FROM {leerkracht_groepen}
{/}
