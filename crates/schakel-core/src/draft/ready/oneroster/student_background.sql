-- Used only when the school turned breakdowns by background on.
SELECT
  sourcedId AS student_id,
  '{@school_year}' AS school_year,
  CASE lower(sex) WHEN 'male' THEN 'm' WHEN 'female' THEN 'v' WHEN 'other' THEN 'x' ELSE 'unknown' END AS gender,
  'las' AS provenance,
  source_row
FROM {demographics}
WHERE coalesce(status, 'active') <> 'tobedeleted' AND sex IS NOT NULL
