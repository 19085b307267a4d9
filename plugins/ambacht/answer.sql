-- The long form has a row per cell that was filled in. Yes-no questions are boxes: a box left open is a no, when the survey was sent.
WITH ingevuld AS (
  SELECT 'medewerkers-1' AS wave_id, 'MED' AS instrument_id, 'm1' AS source_id, id, submitted, source_row FROM m1
  UNION ALL SELECT 'medewerkers-2', 'MED', 'm2', id, submitted, source_row FROM m2
  UNION ALL SELECT 'deelnemers-1', 'STU', 'd1', id, submitted, source_row FROM d1
  UNION ALL SELECT 'deelnemers-2', 'STU', 'd2', id, submitted, source_row FROM d2
),
cel AS (
  SELECT 'm1' AS source_id, source_row, column_name, value FROM m1__long
  UNION ALL SELECT 'm2', source_row, column_name, value FROM m2__long
  UNION ALL SELECT 'd1', source_row, column_name, value FROM d1__long
  UNION ALL SELECT 'd2', source_row, column_name, value FROM d2__long
),
vraag AS (
  SELECT v.kolom, i.item_id, i.instrument_id, i.kind FROM vragen v JOIN item i ON i.item_id = v.item_id
)
SELECT
  concat(r.wave_id, '-', r.id) AS respondent_id,
  q.item_id,
  CASE WHEN q.kind IN ('likert', 'count') AND NOT (q.kind = 'likert' AND c.value = '9') THEN CAST(c.value AS DOUBLE) END AS value_num,
  CASE WHEN q.kind = 'choice' THEN c.value END AS value_code,
  CASE WHEN q.kind = 'text' THEN c.value END AS value_text,
  CASE WHEN q.kind = 'likert' AND c.value = '9' THEN 'not_applicable' END AS missing,
  r.source_id,
  r.source_row
FROM ingevuld r
JOIN cel c ON c.source_id = r.source_id AND c.source_row = r.source_row
JOIN vraag q ON q.kolom = c.column_name AND q.instrument_id = r.instrument_id
WHERE q.kind <> 'yes_no'
UNION ALL
SELECT
  concat(r.wave_id, '-', r.id),
  q.item_id,
  CASE WHEN c.value = 'Y' THEN 1.0 ELSE 0.0 END,
  NULL,
  NULL,
  NULL,
  r.source_id,
  r.source_row
FROM ingevuld r
JOIN vraag q ON q.instrument_id = r.instrument_id AND q.kind = 'yes_no'
LEFT JOIN cel c ON c.source_id = r.source_id AND c.source_row = r.source_row AND c.column_name = q.kolom
WHERE r.submitted = 'yes'
