-- Who guided at a moment, in which role, and for which part of the moment. The parts of a moment add up to 1;
-- where no shares were recorded, everyone has an equal part.
SELECT m.school_id, m.moment_id, m.school_year, m.minutes, m.setting, g.staff_key, g.role, r.role_group,
  CASE WHEN t.shared > 0 THEN coalesce(g.share, 0.0) / t.shared ELSE 1.0 / t.guides END AS weight
FROM moments m
JOIN guidance_moment_staff g ON g.school_id = m.school_id AND g.moment_id = m.moment_id
JOIN (
  SELECT school_id, moment_id, count(*) AS guides, coalesce(sum(share), 0.0) AS shared
  FROM guidance_moment_staff
  GROUP BY school_id, moment_id
) t ON t.school_id = m.school_id AND t.moment_id = m.moment_id
JOIN roles r ON r.role = g.role
