-- Without a list of functions: the mentors of the students.
SELECT value AS staff_id, 'mentor' AS role, '{@first_day}' AS "from", min(parent_row) AS source_row
FROM {mentoren}
GROUP BY value
