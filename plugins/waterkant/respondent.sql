-- Status 0 is an answer; 1 is a preview by whoever made the survey. Q1 is the function, Q2 the code that people make up themselves.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'm1' AS source_id, ResponseId, Status, Finished, RecordedDate, Q1, Q2, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'm2', ResponseId, Status, Finished, RecordedDate, Q1, Q2, source_row FROM m2
  UNION ALL SELECT 'studenten-1', 's1', ResponseId, Status, Finished, RecordedDate, Q1, Q2, source_row FROM s1
  UNION ALL SELECT 'studenten-2', 's2', ResponseId, Status, Finished, RecordedDate, Q1, Q2, source_row FROM s2
)
SELECT
  i.ResponseId AS respondent_id,
  i.wave_id,
  CASE WHEN i.Q1 = 'student' THEN 'student' ELSE 'staff' END AS kind,
  coalesce(r.rol, i.Q1) AS role,
  i.Q2 AS link_code,
  i.Finished = '1' AS completed,
  i.RecordedDate AS date,
  i.source_id,
  i.source_row
FROM ingevuld i
LEFT JOIN rollen r ON r.functie = i.Q1
WHERE i.Status = '0'
