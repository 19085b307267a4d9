-- Every scored answer on a scale of 0 to 100, reversed items turned. A missing range is 1 to 5.
SELECT school_id, label, kind, respondent_key, code, scale_id, dimension, topic,
  CASE WHEN reversed THEN 100.0 - score ELSE score END AS score, excused
FROM (
  SELECT p.school_id, p.label, p.kind, p.respondent_key, i.code, i.scale_id, i.dimension, i.topic, i.reversed,
    100.0 * (a.value_num - coalesce(i.min, 1.0)) / (coalesce(i.max, 5.0) - coalesce(i.min, 1.0)) AS score,
    coalesce(a.missing IN ('not_asked', 'not_applicable'), false) AS excused
  FROM answer a
  JOIN answerers p ON p.school_id = a.school_id AND p.respondent_key = a.respondent_key
  JOIN scored_items i ON i.school_id = a.school_id AND i.item_id = a.item_id
)
