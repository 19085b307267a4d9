-- At most two guides per moment, each in a column of its own.
SELECT m.id AS moment_id, m.begeleider1 AS staff_id, coalesce(f.rol, m.functie1) AS role, m.source_row
FROM momenten m LEFT JOIN functies f ON f.functie = m.functie1
WHERE m.begeleider1 IS NOT NULL
UNION ALL
SELECT m.id, m.begeleider2, coalesce(f.rol, m.functie2), m.source_row
FROM momenten m LEFT JOIN functies f ON f.functie = m.functie2
WHERE m.begeleider2 IS NOT NULL
