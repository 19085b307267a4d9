-- A student has one enrolment per school year: number and year together make its id.
WITH lijst AS (
  SELECT '2024-2025' AS school_year, 'leerlingen_2425' AS source_id, STAMNR, STUDIE, KLAS, LEERJAAR, INSCHR_VAN, INSCHR_TOT, VERTREK, TELDATUM, source_row FROM leerlingen_2425
  UNION ALL
  SELECT '2025-2026', 'leerlingen_2526', STAMNR, STUDIE, KLAS, LEERJAAR, INSCHR_VAN, INSCHR_TOT, VERTREK, TELDATUM, source_row FROM leerlingen_2526
)
SELECT
  concat(STAMNR, '-', school_year) AS enrolment_id,
  STAMNR AS student_id,
  STUDIE AS programme_id,
  KLAS AS group_id,
  LEERJAAR AS year_level,
  school_year,
  INSCHR_VAN AS "from",
  INSCHR_TOT AS until,
  CASE WHEN VERTREK = 'diploma' THEN 'graduated' WHEN VERTREK = 'zonder diploma' THEN 'dropped_out' WHEN VERTREK = 'volgend leerjaar' THEN 'moved'
       WHEN VERTREK IS NULL THEN 'active' ELSE 'left' END AS status,
  TELDATUM = 'J' AS on_reference_date,
  source_id,
  source_row
FROM lijst
