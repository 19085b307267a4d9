SELECT concat(u.lijst, '-', u.meting) AS wave_id, coalesce(f.rol, u.rol) AS role, u.uitgenodigd AS invited, u.populatie AS population, u.source_row
FROM uitgenodigd u
LEFT JOIN functies f ON f.functie = u.rol
