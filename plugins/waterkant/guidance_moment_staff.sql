SELECT m.nr AS moment_id, m.begeleider AS staff_id, coalesce(r.rol, m.functie) AS role, m.source_row
FROM momenten m LEFT JOIN rollen r ON r.functie = m.functie
WHERE m.begeleider IS NOT NULL
UNION ALL
SELECT m.nr, m.begeleider_2, coalesce(r.rol, m.functie_2), m.source_row
FROM momenten m LEFT JOIN rollen r ON r.functie = m.functie_2
WHERE m.begeleider_2 IS NOT NULL
