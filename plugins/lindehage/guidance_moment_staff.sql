WITH gesprekken AS (
  SELECT NR, BEGELEIDER, FUNCTIE, BEGELEIDER_2, FUNCTIE_2, 'gesprekken_2425' AS source_id, source_row FROM gesprekken_2425
  UNION ALL
  SELECT NR, BEGELEIDER, FUNCTIE, BEGELEIDER_2, FUNCTIE_2, 'gesprekken_2526', source_row FROM gesprekken_2526
),
begeleiders AS (
  SELECT NR, BEGELEIDER AS afk, FUNCTIE AS functie, source_id, source_row FROM gesprekken WHERE BEGELEIDER IS NOT NULL
  UNION ALL
  SELECT NR, BEGELEIDER_2, FUNCTIE_2, source_id, source_row FROM gesprekken WHERE BEGELEIDER_2 IS NOT NULL
)
SELECT b.NR AS moment_id, b.afk AS staff_id, coalesce(f.rol, b.functie) AS role, b.source_id, min(b.source_row) AS source_row
FROM begeleiders b
LEFT JOIN functies f ON f.functie = b.functie
GROUP BY b.NR, b.afk, coalesce(f.rol, b.functie), b.source_id
