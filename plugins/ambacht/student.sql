SELECT nr AS student_id, substr(geboren, 1, 4) AS birth_year, source_row FROM db__deelnemer WHERE is_test = 0
