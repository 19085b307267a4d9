WITH onderwerpen AS (
  SELECT gesprek_id, string_agg(onderwerp, ';') AS onderwerpen FROM db__gesprek_onderwerp GROUP BY gesprek_id
)
SELECT
  g.gesprek_id AS moment_id,
  g.datum AS date,
  g.minuten AS minutes,
  coalesce(v.vorm, s.naam) AS form,
  coalesce(p.plaats, g.plek) AS setting,
  g.ingepland = 1 AS scheduled,
  o.onderwerpen AS topics,
  CASE g.initiatief WHEN 'deelnemer' THEN 'student' WHEN 'docent' THEN 'teacher' ELSE g.initiatief END AS initiative,
  'registration' AS evidence,
  g.source_row
FROM db__gesprek g
JOIN db__soort_gesprek s ON s.soort = g.soort
LEFT JOIN vormen v ON v.naam = s.naam
LEFT JOIN plekken p ON p.plek = g.plek
LEFT JOIN onderwerpen o ON o.gesprek_id = g.gesprek_id
WHERE g.is_test = 0
