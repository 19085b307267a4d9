-- Most students stand in both lists.
SELECT STAMNR AS student_id, substr(min("GEB_DATUM"), 7, 4) AS birth_year, min(source_row) AS source_row
FROM (SELECT STAMNR, "GEB_DATUM", source_row FROM leerlingen_2425 UNION ALL SELECT STAMNR, "GEB_DATUM", source_row FROM leerlingen_2526)
GROUP BY STAMNR
