-- Every student or respondent per comparison group, and whether they had the opportunity: multi-voice reach (B2) in the
-- school year, hearing that it is possible (B5) in the last wave, a higher level (H2) after leaving. With the programme
-- and year in which they could have had it, as far as that is known.
SELECT g.school_id, g."by", g."group", g.sensitive, 'B2' AS indicator, r.school_year AS period, r.programme,
  r.year_level, r.moments >= {moments_min} AND r.persons >= {persons_min} AND r.roles >= {roles_min} AS had,
  CAST(NULL AS BIGINT) AS completed, CAST(NULL AS BIGINT) AS invited
FROM reach r
JOIN background g ON g.school_id = r.school_id AND g.school_year = r.school_year AND g.student_key = r.student_key
WHERE r.school_year = {school_year}
UNION ALL
SELECT t.school_id, t."by", t."group", t.sensitive, 'B5', t.label, t.programme, t.year_level, t.told >= {told_min},
  r.completed, r.invited
FROM told_groups t
JOIN wave_ends w ON w.school_id = t.school_id AND w.kind = 'student' AND w.last_label = t.label
LEFT JOIN responses r ON r.school_id = t.school_id AND r.kind = 'student' AND r.label = t.label AND r."by" = 'all'
WHERE t."by" <> 'all'
UNION ALL
SELECT g.school_id, g."by", g."group", g.sensitive, 'H2', l.school_year, l.programme, l.year_level,
  l.destination = 'higher', NULL AS completed, NULL AS invited
FROM leavers l
JOIN (SELECT school_id, max(school_year) AS school_year FROM leavers GROUP BY school_id) n
  ON n.school_id = l.school_id AND n.school_year = l.school_year
JOIN background g ON g.school_id = l.school_id AND g.school_year = l.school_year AND g.student_key = l.student_key
