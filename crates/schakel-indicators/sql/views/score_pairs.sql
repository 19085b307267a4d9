-- The same persons in the first and the last wave: their mean scale scores then and now, and the mean and spread
-- of the difference.
SELECT p.school_id, p.kind, p."by", p."group", f.dimension, f.topic, p.first_label, p.last_label,
  avg(f.score) AS mean_from, avg(l.score) AS mean_to, count(*) AS n,
  avg(l.score - f.score) AS mean_diff, stddev(l.score - f.score) AS sd_diff, r.completed, r.invited
FROM pair_groups p
JOIN scores f ON f.school_id = p.school_id AND f.respondent_key = p.first_key
JOIN scores l ON l.school_id = p.school_id AND l.respondent_key = p.last_key
  AND l.dimension = f.dimension AND l.topic = f.topic
LEFT JOIN response_change r ON r.school_id = p.school_id AND r.kind = p.kind AND r."by" = p."by" AND r."group" = p."group"
GROUP BY p.school_id, p.kind, p."by", p."group", f.dimension, f.topic, p.first_label, p.last_label,
  r.completed, r.invited
