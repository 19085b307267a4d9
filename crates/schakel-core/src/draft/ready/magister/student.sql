SELECT STAMNR AS student_id, min(source_row) AS source_row FROM {} GROUP BY STAMNR
