-- A column belongs to the item whose text stands in the second row of the header.
WITH ingevuld AS (
  SELECT 'MED' AS instrument_id, 'm1' AS source_id, ResponseId, Status, source_row FROM m1
  UNION ALL SELECT 'MED', 'm2', ResponseId, Status, source_row FROM m2
  UNION ALL SELECT 'STU', 's1', ResponseId, Status, source_row FROM s1
  UNION ALL SELECT 'STU', 's2', ResponseId, Status, source_row FROM s2
),
cel AS (
  SELECT 'm1' AS source_id, l.source_row, k.header_2 AS vraag, l.value FROM m1__long l JOIN m1__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 'm2', l.source_row, k.header_2, l.value FROM m2__long l JOIN m2__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 's1', l.source_row, k.header_2, l.value FROM s1__long l JOIN s1__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 's2', l.source_row, k.header_2, l.value FROM s2__long l JOIN s2__columns k ON k.column_name = l.column_name
)
SELECT
  r.ResponseId AS respondent_id,
  i.item_id,
  CASE
    WHEN c.value = '-99' THEN NULL
    WHEN i.kind IN ('likert', 'count') THEN CAST(c.value AS DOUBLE)
    -- 1 is yes, 2 is no.
    WHEN i.kind = 'yes_no' THEN 2 - CAST(c.value AS DOUBLE)
  END AS value_num,
  CASE WHEN i.kind = 'choice' THEN coalesce(k.code, c.value) END AS value_code,
  CASE WHEN i.kind = 'text' THEN c.value END AS value_text,
  CASE WHEN c.value = '-99' THEN 'not_applicable' END AS missing,
  r.source_id,
  r.source_row
FROM ingevuld r
JOIN cel c ON c.source_id = r.source_id AND c.source_row = r.source_row
JOIN item i ON i.text = c.vraag AND i.instrument_id = r.instrument_id
LEFT JOIN keuzes k ON k.item_id = i.item_id AND k.keuze = c.value
WHERE r.Status = '0'
