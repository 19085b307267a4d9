-- One archive per list and wave. Without submitdate the survey was not sent; 1980 means that LimeSurvey did not keep the date.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'm1' AS source_id, id, submitdate, ROL, KOPPEL, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'm2', id, submitdate, ROL, KOPPEL, source_row FROM m2
  UNION ALL SELECT 'deelnemers-1', 'd1', id, submitdate, ROL, KOPPEL, source_row FROM d1
  UNION ALL SELECT 'deelnemers-2', 'd2', id, submitdate, ROL, KOPPEL, source_row FROM d2
)
SELECT
  concat(i.wave_id, '-', i.id) AS respondent_id,
  i.wave_id,
  CASE WHEN i.ROL = 'DEELNEMER' THEN 'student' ELSE 'staff' END AS kind,
  coalesce(f.rol, i.ROL) AS role,
  i.KOPPEL AS link_code,
  i.submitdate IS NOT NULL AS completed,
  CASE WHEN i.submitdate NOT LIKE '1980-%' THEN substr(i.submitdate, 1, 10) END AS date,
  i.source_id,
  i.source_row
FROM ingevuld i
LEFT JOIN rollen f ON f.code = i.ROL
