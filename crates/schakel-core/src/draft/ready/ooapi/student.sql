SELECT personId AS student_id, extract(year FROM parse_date({persons.dateOfBirth})) AS birth_year, source_row
FROM {persons}
WHERE affiliations LIKE '%student%'
