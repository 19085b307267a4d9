-- SOMtoday exports who is there now: an enrolment for every student in the list.
SELECT
  concat(leerlingNummer, '-', '{@school_year}') AS enrolment_id,
  leerlingNummer AS student_id,
  leerlingOpleidingCode AS programme_id,
  '{@school_year} ' || leerlingStamgroep AS group_id,
  leerlingLeerjaar AS year_level,
  '{@school_year}' AS school_year,
  '{@first_day}' AS "from",
  'active' AS status,
  'yes' AS on_reference_date,
  source_row
FROM {}
