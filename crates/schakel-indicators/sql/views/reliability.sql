-- What Cronbach's alpha of a scale is made of: the number of items, the sum of their variances and the variance of the
-- sum, over the members of staff who answered every item that was put to them all.
WITH whole AS (
  SELECT s.school_id, s.label, s.respondent_key, s.dimension, w.instrument_id, sum(s.score) AS total
  FROM item_scores s
  JOIN answerers p ON p.school_id = s.school_id AND p.respondent_key = s.respondent_key
  JOIN measurements w ON w.school_id = p.school_id AND w.wave_id = p.wave_id
  JOIN (
    SELECT school_id, instrument_id, dimension, count(*) AS items
    FROM scored_items
    GROUP BY school_id, instrument_id, dimension
  ) i ON i.school_id = s.school_id AND i.instrument_id = w.instrument_id AND i.dimension = s.dimension
  WHERE s.kind = 'staff' AND s.dimension IN ('knowledge', 'skill', 'attitude') AND s.score IS NOT NULL
  GROUP BY s.school_id, s.label, s.respondent_key, s.dimension, w.instrument_id, i.items
  HAVING count(*) = i.items
)
SELECT t.school_id, t.label, t.dimension, v.items, v.item_variance, t.total_variance, t.n, r.population, r.completed,
  r.invited
FROM (
  SELECT school_id, label, dimension, var_samp(total) AS total_variance, count(*) AS n
  FROM whole
  GROUP BY school_id, label, dimension
) t
JOIN (
  SELECT school_id, label, dimension, count(*) AS items, sum(variance) AS item_variance
  FROM (
    SELECT s.school_id, s.label, s.dimension, s.code, var_samp(s.score) AS variance
    FROM item_scores s
    JOIN whole w ON w.school_id = s.school_id AND w.label = s.label AND w.respondent_key = s.respondent_key
      AND w.dimension = s.dimension
    GROUP BY s.school_id, s.label, s.dimension, s.code
  )
  GROUP BY school_id, label, dimension
) v ON v.school_id = t.school_id AND v.label = t.label AND v.dimension = t.dimension
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'staff' AND r.label = t.label AND r."by" = 'all'
WHERE t.n >= {alpha_min}
