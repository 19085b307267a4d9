-- A list of several years: take the school year of STUDYPERIOD, as school_year(STUDYPERIOD), wherever it stands here.
SELECT
  concat(STAMNR, '-', '{@school_year}') AS enrolment_id,
  STAMNR AS student_id,
  STUDY AS programme_id,
  '{@school_year} ' || CLASS AS group_id,
  STUDYYEAR AS year_level,
  '{@school_year}' AS school_year,
  coalesce(studiebegindatum, '{@first_day}') AS "from",
  coalesce(vertrekdatum, studieeinddatum) AS until,
  CASE WHEN vertrekdatum IS NULL THEN 'active' ELSE 'left' END AS status,
  coalesce(parse_date(studiebegindatum) <= DATE '{@reference_day}', true)
    AND coalesce(parse_date(vertrekdatum) > DATE '{@reference_day}', true) AS on_reference_date,
  source_row
FROM {}
