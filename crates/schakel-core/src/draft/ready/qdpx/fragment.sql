-- Passages of texts, without their words. Documents go by a number: their names tell of persons.
SELECT
  c.guid AS fragment_id,
  concat('document ', s.source_row) AS document,
  c.start AS "from",
  c."end" AS until,
  c.code AS code_id,
  c.source_row
FROM {codings} c
JOIN {sources} s ON s.guid = c.source
WHERE c.type = 'PlainTextSelection' AND c.start IS NOT NULL AND c."end" IS NOT NULL
