-- Courses are the streams of the school (havo, vwo); they have no number of their own in a register.
SELECT sourcedId AS programme_id, courseCode AS code, 'own' AS code_system, title AS name, metadata_niveau AS level, source_row
FROM courses
