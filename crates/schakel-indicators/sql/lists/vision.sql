-- name = "vision"
-- [columns]
-- version = "vision.version"
-- date = "vision.date"
-- text = "vision.text"
-- status = "vision.status"
-- in_school_plan = "vision.in_school_plan"
-- discussed_with_council = "vision.discussed_with_council"
-- adopted_by = "vision.adopted_by"
SELECT school_id, version, date, text, status, in_school_plan, discussed_with_council, adopted_by
FROM vision
WHERE date <= {report_date}
ORDER BY school_id, date DESC, vision_id
