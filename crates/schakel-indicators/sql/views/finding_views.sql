-- Findings per perspective as it is shown: a role that few persons fill, or that has fewer findings than can be
-- shown, is seen as its role group.
SELECT f.school_id, f.theme, f.kind, f.status,
  CASE WHEN r.role_group IS NULL OR f.perspective IN ('student', 'parent', 'peer', 'extern', 'unknown') THEN f.perspective
       WHEN coalesce(s.shown, f.perspective) <> f.perspective THEN r.role_group
       WHEN c.findings < {findings_min} THEN r.role_group
       ELSE f.perspective END AS perspective
FROM finding f
JOIN (SELECT school_id, perspective, count(*) AS findings FROM finding GROUP BY school_id, perspective) c
  ON c.school_id = f.school_id AND c.perspective = f.perspective
LEFT JOIN roles r ON r.role = f.perspective
LEFT JOIN shown_roles s ON s.school_id = f.school_id AND s.role = f.perspective
