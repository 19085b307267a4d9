-- What is known last about the background of each student.
SELECT school_id, student_key, gender, first_generation, ses_quintile, prior_education
FROM (
  SELECT school_id, student_key, gender, first_generation, ses_quintile, prior_education,
    row_number() OVER (PARTITION BY school_id, student_key ORDER BY school_year DESC, provenance) AS place
  FROM student_background
)
WHERE place = 1
