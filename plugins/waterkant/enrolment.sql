-- ISP: a period of enrolment in the register, with start, crebo, track and (column_9) whether the student counts on 1 October.
-- The group and the year of study stand in the list of the school, one row per student and year.
SELECT
  concat(s.studentnummer, '-', s.studiejaar) AS enrolment_id,
  s.studentnummer AS student_id,
  r.column_6 AS programme_id,
  s.groep AS group_id,
  s.leerjaar AS year_level,
  s.studiejaar AS school_year,
  s.van AS "from",
  s.tot AS until,
  CASE WHEN s.uitschrijving = 'diploma' THEN 'graduated' WHEN s.uitschrijving = 'gestopt' THEN 'dropped_out' WHEN s.uitschrijving = 'door' THEN 'moved'
       WHEN s.uitschrijving IS NULL THEN 'active' ELSE 'left' END AS status,
  r.column_9 = 'J' AS on_reference_date,
  s.source_row
FROM studenten s
JOIN register r ON r.column_1 = 'ISP' AND r.column_2 = s.studentnummer AND school_year(parse_date(r.column_5)) = s.studiejaar
