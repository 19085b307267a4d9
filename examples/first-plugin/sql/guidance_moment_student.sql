SELECT gesprek AS moment_id, leerling AS student_id, 'yes' AS present, source_row
FROM gesprekken
