-- The sheet is about leavers of 2024-2025.
SELECT
  u.Stamnr AS student_id,
  concat(u.Stamnr, '-2024-2025') AS from_enrolment_id,
  u.Jaar AS reference_year,
  coalesce(b.code, u.Bestemming) AS destination,
  CASE u.Niveau WHEN 'hoger' THEN 'higher' WHEN 'gelijk' THEN 'equal' WHEN 'lager' THEN 'lower' ELSE 'not_applicable' END AS level_change,
  'school_aftercare' AS provenance,
  u.source_row
FROM uitstroom u
LEFT JOIN bestemmingen b ON b.bestemming = u.Bestemming
