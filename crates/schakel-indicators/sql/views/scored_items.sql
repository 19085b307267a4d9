-- The items with a rating scale, each with the topic that its scores are kept apart by: a theme of the vision
-- or a career competence.
SELECT school_id, item_id, instrument_id, code, scale_id, dimension, reversed, min, max,
  CASE WHEN dimension IN ('vision_ideal', 'vision_current') THEN coalesce(theme, 'overig')
       WHEN dimension = 'competence' THEN coalesce(competence, '')
       ELSE '' END AS topic
FROM item
WHERE kind = 'likert'
