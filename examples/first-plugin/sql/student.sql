SELECT nummer AS student_id, geboortejaar AS birth_year, source_row
FROM leerlingen
