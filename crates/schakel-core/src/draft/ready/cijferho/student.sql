-- Students of the institution of which most lines are; the file has their enrolments elsewhere too.
-- The number is the one by which the file ties the lines of a student: see `keep` in plugin.toml.
SELECT Persoonsgebonden_nummer AS student_id, min(source_row) AS source_row
FROM {}
WHERE Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
GROUP BY Persoonsgebonden_nummer
