-- Students enrolled on the reference date of the school year, each once: with several enrolments the first counts.
SELECT e.school_id, e.school_year, e.student_key, e.year_level, p.name AS programme, p.level, p.track
FROM (
  SELECT school_id, school_year, student_key, year_level, programme_id,
    row_number() OVER (PARTITION BY school_id, school_year, student_key ORDER BY enrolment_id) AS place
  FROM enrolment
  WHERE on_reference_date
) e
JOIN years y ON y.school_year = e.school_year
LEFT JOIN programme p ON p.school_id = e.school_id AND p.programme_id = e.programme_id
WHERE e.place = 1
