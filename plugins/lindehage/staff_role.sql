-- FUNCTIES holds one or more functions (mentor; docent); the first is the main one. A second function may have started later.
SELECT
  m.AFK AS staff_id,
  f.rol AS role,
  m.TEAM AS team_id,
  CASE WHEN f.rol = 'docent' THEN m.VAK END AS subject,
  CASE WHEN f.functie <> split_part(m.FUNCTIES, '; ', 1) THEN coalesce(m."2E_FUNCTIE_VANAF", m.IN_DIENST) ELSE m.IN_DIENST END AS "from",
  m.UIT_DIENST AS until,
  CASE WHEN f.rol <> 'docent' THEN m.LOB_UREN END AS guidance_hours,
  m.source_row
FROM medewerkers m
JOIN functies f ON strpos(concat('; ', m.FUNCTIES, ';'), concat('; ', f.functie, ';')) > 0
