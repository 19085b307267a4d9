-- Forms keeps only what was sent, so every row is complete.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'm1' AS source_id, ID, Tijd_van_voltooien, Wat_is_uw_functie, Uw_persoonlijke_code, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'm2', ID, Tijd_van_voltooien, Wat_is_uw_functie, Uw_persoonlijke_code, source_row FROM m2
  UNION ALL SELECT 'leerlingen-1', 'l1', ID, Tijd_van_voltooien, Wat_is_uw_functie, Uw_persoonlijke_code, source_row FROM l1
  UNION ALL SELECT 'leerlingen-2', 'l2', ID, Tijd_van_voltooien, Wat_is_uw_functie, Uw_persoonlijke_code, source_row FROM l2
)
SELECT
  concat(i.wave_id, '-', i.ID) AS respondent_id,
  i.wave_id,
  CASE WHEN i.Wat_is_uw_functie = 'leerling' THEN 'student' ELSE 'staff' END AS kind,
  coalesce(f.rol, i.Wat_is_uw_functie) AS role,
  i.Uw_persoonlijke_code AS link_code,
  true AS completed,
  i.Tijd_van_voltooien AS date,
  i.source_id,
  i.source_row
FROM ingevuld i
LEFT JOIN functies f ON f.functie = i.Wat_is_uw_functie
