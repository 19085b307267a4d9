-- One archive per list and wave. `submitted` tells whether the survey was sent; the date may not be known.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'm1' AS source_id, id, submitted, submitdate, ROL, KOPPEL, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'm2', id, submitted, submitdate, ROL, KOPPEL, source_row FROM m2
  UNION ALL SELECT 'deelnemers-1', 'd1', id, submitted, submitdate, ROL, KOPPEL, source_row FROM d1
  UNION ALL SELECT 'deelnemers-2', 'd2', id, submitted, submitdate, ROL, KOPPEL, source_row FROM d2
)
SELECT
  concat(i.wave_id, '-', i.id) AS respondent_id,
  i.wave_id,
  CASE WHEN i.ROL = 'DEELNEMER' THEN 'student' ELSE 'staff' END AS kind,
  coalesce(f.rol, i.ROL) AS role,
  i.KOPPEL AS link_code,
  i.submitted AS completed,
  substr(i.submitdate, 1, 10) AS date,
  i.source_id,
  i.source_row
FROM ingevuld i
LEFT JOIN rollen f ON f.code = i.ROL
