-- Students who left the school after the school year, by what they did on 1 October after it.
SELECT t.school_id, t.student_key, y.school_year, p.level, p.name AS programme, e.year_level,
  CASE WHEN t.destination = 'unknown' THEN 'unknown'
       WHEN t.destination IN ('work', 'no_education') THEN t.destination
       WHEN t.level_change IN ('higher', 'equal', 'lower') THEN t.level_change
       ELSE 'unknown' END AS destination
FROM transition t
JOIN years y ON y.school_year = CAST(t.reference_year - 1 AS VARCHAR) || '-' || CAST(t.reference_year AS VARCHAR)
LEFT JOIN enrolment e ON e.school_id = t.school_id AND e.enrolment_id = t.from_enrolment_id
LEFT JOIN programme p ON p.school_id = e.school_id AND p.programme_id = e.programme_id
WHERE t.destination <> 'same_school'
