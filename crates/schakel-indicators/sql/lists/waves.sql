-- name = "waves"
-- [columns]
-- label = "wave.label"
-- from = "wave.from"
-- until = "wave.until"
SELECT school_id, label, min("from") AS "from", max(until) AS until
FROM measurements
GROUP BY school_id, label
ORDER BY school_id, min(number), label
