-- One enrolment for a student, in the programme of the `jaargroep`: 11 to 16 are the years of secondary education.
SELECT
  l.key AS enrolment_id,
  l.key AS student_id,
  o.programme_id,
  l.groep AS group_id,
  CASE
    WHEN o.jaargroep IN ('11', '12', '13', '14', '15', '16') THEN substr(o.jaargroep, 2)
    ELSE o.jaargroep
  END AS year_level,
  '{@school_year}' AS school_year,
  coalesce(l.instroomdatum, '{@first_day}') AS "from",
  l.uitstroomdatum AS until,
  CASE WHEN l.uitstroomdatum IS NULL THEN 'active' ELSE 'left' END AS status,
  coalesce(parse_date(l.instroomdatum) <= DATE '{@reference_day}', true)
    AND coalesce(parse_date(l.uitstroomdatum) > DATE '{@reference_day}', true) AS on_reference_date,
  l.source_row
FROM {leerlingen} l
LEFT JOIN {groepen} g ON g.key = l.groep
LEFT JOIN {+jaargroepen} o ON o.jaargroep = coalesce(l.jaargroep, g.jaargroep)
