-- With whom a student had a moment, in which role. A guide of whom only the role is known has no key.
SELECT g.school_id, g.school_year, s.student_key, g.staff_key, g.role
FROM guides g
JOIN guidance_moment_student s ON s.school_id = g.school_id AND s.moment_id = g.moment_id
WHERE s.present <> 'no'
GROUP BY g.school_id, g.school_year, s.student_key, g.staff_key, g.role
