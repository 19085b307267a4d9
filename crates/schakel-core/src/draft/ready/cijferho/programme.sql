-- The programmes of this institution, under their codes. A decode table of the delivery, or RIO, has their names.
SELECT
  Opleidingscode AS programme_id,
  Opleidingscode AS code,
  'croho' AS code_system,
  Opleidingscode AS name,
  min(CASE concat({.Soort_hoger_onderwijs}, ' ', {=.Type_hoger_onderwijs_binnen_soort_hoger_onderwijs})
    WHEN 'hbo ad' THEN 'ad'
    WHEN 'hbo ba' THEN 'hbo_bachelor'
    WHEN 'hbo ma' THEN 'hbo_master'
    WHEN 'hbo pi' THEN 'hbo_master'
    WHEN 'wo ba' THEN 'wo_bachelor'
    WHEN 'wo on' THEN 'wo_master'
    WHEN 'wo ma' THEN 'wo_master'
    WHEN 'wo pm' THEN 'wo_master'
    WHEN 'wo pi' THEN 'wo_master'
  END) AS level,
  CASE WHEN min({.Opleidingsvorm}) = max({.Opleidingsvorm})
    THEN CASE min({.Opleidingsvorm}) WHEN '1' THEN 'voltijd' WHEN '2' THEN 'deeltijd' WHEN '3' THEN 'duaal' END
  END AS track,
  min(source_row) AS source_row
FROM {}
WHERE Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
GROUP BY Opleidingscode
