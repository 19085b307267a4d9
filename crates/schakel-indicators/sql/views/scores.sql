-- The scale score of each respondent: the mean of the answers to the items of a dimension and topic, when at
-- least two thirds of the items that were put to the respondent have an answer.
SELECT s.school_id, s.label, s.kind, s.respondent_key, s.dimension, s.topic, s.score
FROM (
  SELECT school_id, label, kind, respondent_key, dimension, topic, avg(score) AS score, count(score) AS answered,
    sum(CASE WHEN excused AND score IS NULL THEN 1 ELSE 0 END) AS excused
  FROM item_scores
  GROUP BY school_id, label, kind, respondent_key, dimension, topic
) s
JOIN answerers p ON p.school_id = s.school_id AND p.respondent_key = s.respondent_key
JOIN measurements w ON w.school_id = p.school_id AND w.wave_id = p.wave_id
JOIN (
  SELECT school_id, instrument_id, dimension, topic, count(*) AS items
  FROM scored_items
  GROUP BY school_id, instrument_id, dimension, topic
) i ON i.school_id = s.school_id AND i.instrument_id = w.instrument_id
  AND i.dimension = s.dimension AND i.topic = s.topic
WHERE s.answered > 0 AND 3 * s.answered >= 2 * (i.items - s.excused)
