-- The same persons in the first and the last wave: how many agreed then and now, and the mean and spread of the
-- difference between the two in percentage points.
SELECT p.school_id, p."by", p."group", f.statement, p.first_label, p.last_label,
  sum(CASE WHEN f.agrees THEN 1 ELSE 0 END) AS k_from, sum(CASE WHEN l.agrees THEN 1 ELSE 0 END) AS k_to,
  count(*) AS n,
  avg(CASE WHEN l.agrees THEN 100.0 ELSE 0.0 END - CASE WHEN f.agrees THEN 100.0 ELSE 0.0 END) AS mean_diff,
  stddev(CASE WHEN l.agrees THEN 100.0 ELSE 0.0 END - CASE WHEN f.agrees THEN 100.0 ELSE 0.0 END) AS sd_diff,
  r.completed, r.invited
FROM pair_groups p
JOIN agreements f ON f.school_id = p.school_id AND f.respondent_key = p.first_key
JOIN agreements l ON l.school_id = p.school_id AND l.respondent_key = p.last_key AND l.statement = f.statement
LEFT JOIN response_change r ON r.school_id = p.school_id AND r.kind = p.kind AND r."by" = p."by" AND r."group" = p."group"
WHERE p.kind = 'staff'
GROUP BY p.school_id, p."by", p."group", f.statement, p.first_label, p.last_label, r.completed, r.invited
