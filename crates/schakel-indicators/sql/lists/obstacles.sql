-- name = "obstacles"
-- [columns]
-- theme = "finding.theme"
-- perspective = "finding.perspective"
-- summary = "finding.summary"
-- severity = "finding.severity"
-- status = "finding.status"
-- date = "finding.date"
SELECT f.school_id, f.theme,
  CASE WHEN coalesce(s.shown, f.perspective) <> f.perspective THEN r.role_group ELSE f.perspective END AS perspective,
  f.summary, f.severity, f.status, f.date
FROM finding f
LEFT JOIN roles r ON r.role = f.perspective
LEFT JOIN shown_roles s ON s.school_id = f.school_id AND s.role = f.perspective
WHERE f.kind = 'obstacle' AND f.date <= {report_date}
ORDER BY f.school_id, f.severity DESC NULLS LAST, f.date, f.finding_id
