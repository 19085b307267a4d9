-- SOMtoday knows neither who did the course in career coaching nor the size of a contract.
SELECT
  medewerkerAfkorting AS staff_id,
  medewerkerOnderwijzend AS teaches,
  'no' AS course_alumnus,
  'unknown' AS contract_class,
  source_row
FROM {}
