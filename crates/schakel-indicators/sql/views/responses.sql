-- Response per group: how many were invited, how many answered, and how large the population is. Groups that
-- were invited and did not answer are there too.
SELECT school_id, label, kind, "by", "group", sum(invited) AS invited, sum(population) AS population,
  sum(completed) AS completed
FROM (
  SELECT a.school_id, a.label, a.kind, g."by",
    CASE g."by" WHEN 'role' THEN a.role WHEN 'role_group' THEN a.role_group ELSE 'all' END AS "group",
    a.invited, a.population, a.completed
  FROM (
    SELECT w.school_id, w.label, w.kind, a.role, r.role_group, a.invited, a.population, 0 AS completed
    FROM wave_audience a
    JOIN measurements w ON w.school_id = a.school_id AND w.wave_id = a.wave_id
    JOIN roles r ON r.role = a.role
    UNION ALL
    SELECT school_id, label, kind, role, role_group, NULL, NULL, 1 FROM answerers
  ) a
  JOIN (VALUES ('all'), ('role_group'), ('role')) AS g ("by") ON g."by" = 'all' OR a.kind = 'staff'
)
GROUP BY school_id, label, kind, "by", "group"
