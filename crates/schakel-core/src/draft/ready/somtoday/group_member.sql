SELECT
  '{@school_year} ' || leerlingStamgroep AS group_id,
  'student' AS person_kind,
  leerlingNummer AS person_id,
  'student' AS function,
  source_row
FROM {}
WHERE leerlingStamgroep IS NOT NULL
{?mentoren}UNION ALL
SELECT '{@school_year} ' || s.leerlingStamgroep, 'staff', m.value, 'mentor', min(s.source_row)
FROM {mentoren} m
JOIN {} s ON s.source_row = m.parent_row
WHERE s.leerlingStamgroep IS NOT NULL
GROUP BY s.leerlingStamgroep, m.value
{/}
