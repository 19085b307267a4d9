-- The school keeps its waves in metingen.csv, beside this query.
SELECT meting_id AS wave_id, vragenlijst AS instrument_id, nummer AS number, moment AS label, van AS "from", tot AS until, source_row
FROM metingen
