SELECT key AS student_id, extract(year FROM parse_date(geboortedatum)) AS birth_year, source_row
FROM {leerlingen}
