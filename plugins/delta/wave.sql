-- Two questionnaires, two waves each. When they were open stands in waves.csv beside this file.
SELECT i.instrument_id || '-' || w.number AS wave_id, i.instrument_id, w.number, w.label, w."from", w.until,
       'waves' AS source_id, w.source_row
FROM waves w
CROSS JOIN instruments i
