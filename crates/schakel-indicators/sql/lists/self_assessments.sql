-- name = "self_assessments"
-- [columns]
-- framework = "framework.name"
-- criterion = "framework_criterion.text"
-- status = "self_assessment.status"
-- date = "self_assessment.date"
SELECT a.school_id, f.name AS framework, coalesce(c.text, a.criterion_id) AS criterion, a.status, a.date
FROM (
  SELECT school_id, criterion_id, status, date,
    row_number() OVER (PARTITION BY school_id, criterion_id ORDER BY date DESC) AS place
  FROM self_assessment
  WHERE date <= {report_date}
) a
LEFT JOIN framework_criterion c ON c.school_id = a.school_id AND c.criterion_id = a.criterion_id
LEFT JOIN framework f ON f.school_id = c.school_id AND f.framework_id = c.framework_id
WHERE a.place = 1
ORDER BY a.school_id, f.name, a.criterion_id
