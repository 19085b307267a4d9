-- The questions are those of the project; vragen.csv says which column of the export holds which.
SELECT item_id, instrument_id, code, text, scale_id, dimension, theme, competence, kind, min, max, reversed, source_row FROM item
