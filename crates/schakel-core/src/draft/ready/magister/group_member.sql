-- The mentor of a class, and of its students where they have one of their own.
SELECT
  '{@school_year} ' || CLASS AS group_id,
  'student' AS person_kind,
  STAMNR AS person_id,
  'student' AS function,
  source_row
FROM {}
WHERE CLASS IS NOT NULL
UNION ALL
SELECT '{@school_year} ' || CLASS, 'staff', mentor, 'mentor', min(source_row)
FROM (
  SELECT CLASS, CMENTORCODE AS mentor, source_row FROM {}
  UNION ALL
  SELECT CLASS, PMENTORCODE, source_row FROM {}
) AS mentors
WHERE CLASS IS NOT NULL AND mentor IS NOT NULL
GROUP BY CLASS, mentor
