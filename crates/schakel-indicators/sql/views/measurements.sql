-- The survey waves: per audience and label the last one, and whether it is the first or the last of its audience.
SELECT school_id, wave_id, instrument_id, kind, number, label, "from", until,
  number = min(number) OVER (PARTITION BY school_id, kind) AS is_first,
  number = max(number) OVER (PARTITION BY school_id, kind) AS is_last
FROM (
  SELECT w.school_id, w.wave_id, w.instrument_id, w.number, w.label, w."from", w.until,
    CASE i.audience WHEN 'leadership' THEN 'staff' ELSE i.audience END AS kind,
    row_number() OVER (PARTITION BY w.school_id, w.label, i.audience ORDER BY w.number DESC, w.wave_id) AS place
  FROM wave w
  JOIN instrument i ON i.school_id = w.school_id AND i.instrument_id = w.instrument_id
)
WHERE place = 1
