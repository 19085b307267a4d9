-- The streams of the school, as they occur in the lists of classes.
SELECT
  STUDIE AS programme_id,
  STUDIE AS code,
  'own' AS code_system,
  CASE STUDIE WHEN 'BRUG' THEN 'Brugklas' WHEN 'TL' THEN 'Vmbo theoretische leerweg' WHEN 'HAVO' THEN 'Havo' WHEN 'VWO' THEN 'Vwo' ELSE STUDIE END AS name,
  CASE STUDIE WHEN 'BRUG' THEN 'brugklas' WHEN 'TL' THEN 'vmbo_tl' WHEN 'HAVO' THEN 'havo' WHEN 'VWO' THEN 'vwo' ELSE STUDIE END AS level,
  min(source_row) AS source_row
FROM klassen
GROUP BY STUDIE
