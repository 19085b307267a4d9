SELECT
  f.nummer AS staff_id,
  coalesce(r.rol, f.functie) AS role,
  f.team AS team_id,
  f.vak AS subject,
  f.van AS "from",
  f.tot AS until,
  f.uren_begeleiding AS guidance_hours,
  f.source_row
FROM functies f
LEFT JOIN rollen r ON r.functie = f.functie
