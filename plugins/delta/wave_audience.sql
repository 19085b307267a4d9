SELECT CASE v.doelgroep WHEN 'studenten' THEN 'STU' ELSE 'MED' END || '-' || v.meting AS wave_id,
       coalesce(r.role, v.rol) AS role, v.uitgenodigd AS invited, v.populatie AS population,
       'invited' AS source_id, v.source_row
FROM invited v
LEFT JOIN roles r ON r.word = v.rol
