SELECT criterion_id, framework_id, code, text, 'criteria' AS source_id, source_row
FROM criteria
