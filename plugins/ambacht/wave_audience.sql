SELECT concat(u.lijst, '-', u.meting) AS wave_id, coalesce(r.rol, u.rol) AS role, u.aantal AS invited, u.totaal AS population, u.source_row
FROM db__uitgenodigd u
LEFT JOIN rollen r ON r.code = u.rol
