SELECT concat(u.DOELGROEP, '-', u.METING) AS wave_id, coalesce(f.rol, u.FUNCTIE) AS role, u.UITGENODIGD AS invited, u.TOTAAL AS population, u.source_row
FROM uitgenodigd u
LEFT JOIN functies f ON f.functie = u.FUNCTIE
