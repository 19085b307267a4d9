-- metadata.functies holds one or more functions (men;doc); the first is the main one. A second function may have started later.
SELECT
  u.sourcedId AS staff_id,
  f.rol AS role,
  u.metadata_team AS team_id,
  CASE WHEN f.functie = 'doc' THEN u.metadata_vak END AS subject,
  CASE WHEN f.functie <> split_part(u.metadata_functies, ';', 1) THEN coalesce(u.metadata_tweede_functie_vanaf, u.metadata_in_dienst)
       ELSE u.metadata_in_dienst END AS "from",
  u.metadata_uit_dienst AS until,
  -- Hours for guidance are never for teaching.
  CASE WHEN f.functie <> 'doc' THEN u.metadata_taakuren END AS guidance_hours,
  u.source_row
FROM users u
JOIN functies f ON strpos(concat(';', u.metadata_functies, ';'), concat(';', f.functie, ';')) > 0
WHERE u.status = 'active' AND u.role <> 'student'
