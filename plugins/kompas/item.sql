SELECT item_id, instrument_id, code, text, scale_id, dimension, theme, competence, kind, min, max, reversed,
       'items' AS source_id, source_row
FROM items
