-- One row per answer. The export has a column per item, named by the item's code; `__long` turns the columns into rows.
-- `nvt` is "not applicable"; a question that was skipped has no row.
WITH given AS (
    SELECT s.respons_id, l.column_name, l.value, 'staff_survey' AS source_id, l.source_row
    FROM staff_survey__long l
    JOIN staff_survey s ON s.source_row = l.source_row
    UNION ALL
    SELECT s.respons_id, l.column_name, l.value, 'student_survey', l.source_row
    FROM student_survey__long l
    JOIN student_survey s ON s.source_row = l.source_row
)
SELECT g.respons_id AS respondent_id, i.item_id,
       CASE WHEN g.value = 'nvt' THEN NULL
            WHEN i.kind IN ('likert', 'count') THEN g.value
            WHEN i.kind = 'yes_no' AND g.value = 'ja' THEN '1'
            WHEN i.kind = 'yes_no' AND g.value = 'nee' THEN '0' END AS value_num,
       CASE WHEN i.kind = 'choice' AND g.value <> 'nvt' THEN g.value END AS value_code,
       CASE WHEN i.kind = 'text' THEN g.value END AS value_text,
       CASE WHEN g.value = 'nvt' AND i.kind <> 'text' THEN 'not_applicable' END AS missing,
       g.source_id, g.source_row
FROM given g
JOIN items i ON i.code = g.column_name
