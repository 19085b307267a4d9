-- In Forms the question itself is the header: a column belongs to the item with the same text.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'MED' AS instrument_id, 'm1' AS source_id, ID, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'MED', 'm2', ID, source_row FROM m2
  UNION ALL SELECT 'leerlingen-1', 'STU', 'l1', ID, source_row FROM l1
  UNION ALL SELECT 'leerlingen-2', 'STU', 'l2', ID, source_row FROM l2
),
cel AS (
  SELECT 'm1' AS source_id, l.source_row, k.original AS vraag, l.value FROM m1__long l JOIN m1__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 'm2', l.source_row, k.original, l.value FROM m2__long l JOIN m2__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 'l1', l.source_row, k.original, l.value FROM l1__long l JOIN l1__columns k ON k.column_name = l.column_name
  UNION ALL SELECT 'l2', l.source_row, k.original, l.value FROM l2__long l JOIN l2__columns k ON k.column_name = l.column_name
)
SELECT
  concat(r.wave_id, '-', r.ID) AS respondent_id,
  i.item_id,
  CASE i.kind WHEN 'likert' THEN CAST(s.punt AS DOUBLE) WHEN 'count' THEN CAST(c.value AS DOUBLE) END AS value_num,
  CASE WHEN i.kind = 'choice' THEN coalesce(s.code, c.value) END AS value_code,
  CASE WHEN i.kind = 'text' THEN c.value END AS value_text,
  CASE WHEN c.value = 'Niet van toepassing' THEN 'not_applicable' END AS missing,
  r.source_id,
  r.source_row
FROM ingevuld r
JOIN cel c ON c.source_id = r.source_id AND c.source_row = r.source_row
JOIN item i ON i.text = c.vraag AND i.instrument_id = r.instrument_id
LEFT JOIN schaal s ON s.antwoord = c.value
UNION ALL
-- Several answers stand in one cell, each closed by a semicolon. What is not in it was not ticked.
SELECT
  concat(r.wave_id, '-', r.ID),
  i.item_id,
  CASE WHEN strpos(c.value, concat(replace(i.text, 'Wat staat in de weg? ', ''), ';')) > 0 THEN 1.0 ELSE 0.0 END,
  NULL,
  NULL,
  NULL,
  r.source_id,
  r.source_row
FROM ingevuld r
JOIN item i ON i.instrument_id = r.instrument_id AND i.kind = 'yes_no'
LEFT JOIN cel c ON c.source_id = r.source_id AND c.source_row = r.source_row AND c.vraag LIKE 'Wat staat in de weg?%'
