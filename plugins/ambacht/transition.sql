-- An empty destination is one that nobody could find out.
SELECT
  nr AS student_id,
  verbintenis_id AS from_enrolment_id,
  jaar AS reference_year,
  coalesce(bestemming, 'unknown') AS destination,
  niveau AS level_change,
  na_een_jaar AS after_one_year,
  'school_aftercare' AS provenance,
  source_row
FROM db__vervolg
