-- name = "school"
-- [columns]
-- name = "school.name"
-- sector = "school.sector"
SELECT school_id, name, sector
FROM school
ORDER BY school_id
