-- PER: a person in the register, with number, date of birth (d-m-jjjj) and sex.
SELECT column_2 AS student_id, split_part(column_4, '-', 3) AS birth_year, source_row FROM register WHERE column_1 = 'PER'
