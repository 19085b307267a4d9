SELECT concat(u.lijst, '-', u.meting) AS wave_id, coalesce(r.rol, u.functie) AS role, u.uitgenodigd AS invited, u.totaal AS population, u.source_row
FROM uitgenodigd u
LEFT JOIN rollen r ON r.functie = u.functie
