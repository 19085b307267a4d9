-- Competences and subjects stand in two columns, with spaces between them; concat_ws leaves an empty one out.
SELECT
  m.nr AS moment_id,
  m.datum AS date,
  m.min AS minutes,
  coalesce(v.vorm, m.soort) AS form,
  coalesce(p.plaats, m.plek) AS setting,
  m.gepland = 'J' AS scheduled,
  replace(concat_ws(';', m.competenties, m.over), ' ', ';') AS topics,
  CASE m.initiatief WHEN 'docent' THEN 'teacher' ELSE m.initiatief END AS initiative,
  'registration' AS evidence,
  m.source_row
FROM momenten m
LEFT JOIN vormen v ON v.soort = m.soort
LEFT JOIN plekken p ON p.plek = m.plek
