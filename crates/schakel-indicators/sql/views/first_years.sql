-- Students in their first year, by whether they were still in the same programme on 1 October after it, where that is
-- recorded.
SELECT t.school_id, t.student_key, y.school_year, t.after_one_year
FROM transition t
JOIN years y ON y.school_year = CAST(t.reference_year - 1 AS VARCHAR) || '-' || CAST(t.reference_year AS VARCHAR)
JOIN enrolment e ON e.school_id = t.school_id AND e.enrolment_id = t.from_enrolment_id
WHERE e.year_level = 1 AND t.after_one_year IS NOT NULL
