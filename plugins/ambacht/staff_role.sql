SELECT
  m.nr AS staff_id,
  coalesce(r.rol, m.rol) AS role,
  m.team_id,
  m.vak AS subject,
  m.van AS "from",
  m.tot AS until,
  m.uren AS guidance_hours,
  m.source_row
FROM db__medewerker_rol m
LEFT JOIN rollen r ON r.code = m.rol
