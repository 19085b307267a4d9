SELECT leerlingNummer AS student_id, source_row FROM {}
