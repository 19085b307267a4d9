-- Mean scale scores of staff per wave and group, with the response of that group. A group that was invited and
-- of which nobody has a score is there too.
SELECT r.school_id, r."by", r."group", r.label, d.dimension, s.mean, s.sd, coalesce(s.n, 0) AS n,
  r.population, r.completed, r.invited
FROM responses r
-- What was not asked has no score of anyone; that is not too few.
JOIN (
  SELECT school_id, label, dimension
  FROM item_scores
  WHERE kind = 'staff' AND dimension IN ('knowledge', 'skill', 'attitude')
  GROUP BY school_id, label, dimension
) d ON d.school_id = r.school_id AND d.label = r.label
LEFT JOIN (
  SELECT g.school_id, g.label, g."by", g."group", s.dimension, avg(s.score) AS mean, stddev(s.score) AS sd,
    count(*) AS n
  FROM answerer_groups g
  JOIN scores s ON s.school_id = g.school_id AND s.respondent_key = g.respondent_key
  GROUP BY g.school_id, g.label, g."by", g."group", s.dimension
) s ON s.school_id = r.school_id AND s.label = r.label AND s."by" = r."by" AND s."group" = r."group"
  AND s.dimension = d.dimension
WHERE r.kind = 'staff'
