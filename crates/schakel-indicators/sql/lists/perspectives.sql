-- name = "perspectives"
-- [columns]
-- perspective = "finding.perspective"
-- findings = "finding.perspective"
SELECT school_id, perspective, count(*) AS findings
FROM finding_views
GROUP BY school_id, perspective
ORDER BY school_id, findings DESC, perspective
