-- name = "teams"
-- [columns]
-- name = "team.name"
-- school_year = "team.school_year"
SELECT school_id, name, school_year
FROM team
WHERE school_year = {school_year}
ORDER BY school_id, name
