-- One row per student and year. The postcode is looked up here and goes no further.
SELECT
  e.userSourcedId AS student_id,
  c.termSourcedIds AS school_year,
  CASE d.sex WHEN 'male' THEN 'm' WHEN 'female' THEN 'v' WHEN 'other' THEN 'x' ELSE 'unknown' END AS gender,
  ses_quintile(parse_decimal(w.ses_score, ',')) AS ses_quintile,
  CASE d.metadata_ouders_gestudeerd WHEN 'geen' THEN 'ja' WHEN 'een of beide' THEN 'nee' WHEN 'weet niet' THEN 'weet_niet' END AS first_generation,
  d.metadata_ondersteuning = 'ja' AS support_need,
  'las' AS provenance,
  e.source_row
FROM enrollments e
JOIN classes c ON c.sourcedId = e.classSourcedId AND c.classType = 'homeroom'
JOIN demographics d ON d.sourcedId = e.userSourcedId
LEFT JOIN wijken w ON w.postcode4 = d.metadata_postcode4
WHERE e.role = 'student'
