-- Per comparison group: how many students there are and how many had the opportunity, for multi-voice reach (B2)
-- in the school year and for hearing that it is possible (B5) in the last wave.
SELECT g.school_id, g."by", g."group", 'B2' AS indicator, r.school_year AS period, g.sensitive,
  sum(CASE WHEN r.moments >= {moments_min} AND r.persons >= {persons_min} AND r.roles >= {roles_min} THEN 1 ELSE 0 END) AS k,
  count(*) AS n, CAST(NULL AS BIGINT) AS completed, CAST(NULL AS BIGINT) AS invited
FROM reach r
JOIN background g ON g.school_id = r.school_id AND g.school_year = r.school_year AND g.student_key = r.student_key
WHERE r.school_year = {school_year}
GROUP BY g.school_id, g."by", g."group", r.school_year, g.sensitive
UNION ALL
SELECT t.school_id, t."by", t."group", 'B5', t.label, t.sensitive,
  sum(CASE WHEN t.told >= {told_min} THEN 1 ELSE 0 END), count(*), r.completed, r.invited
FROM told_groups t
JOIN wave_ends w ON w.school_id = t.school_id AND w.kind = 'student' AND w.last_label = t.label
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'student' AND r.label = t.label AND r."by" = 'all'
WHERE t."by" <> 'all'
GROUP BY t.school_id, t."by", t."group", t.label, t.sensitive, r.completed, r.invited
