SELECT m.gesprek_id AS moment_id, m.nr AS staff_id, coalesce(r.rol, m.rol) AS role, m.source_row
FROM db__gesprek_medewerker m
JOIN db__gesprek g ON g.gesprek_id = m.gesprek_id AND g.is_test = 0
LEFT JOIN rollen r ON r.code = m.rol
