-- OneRoster does not tell which programme a student follows: the list says it by the grade of the student.
SELECT programme_id, 'own' AS code_system, name, level, min(source_row) AS source_row
FROM {+leerjaren}
WHERE programme_id IS NOT NULL
GROUP BY programme_id, name, level
