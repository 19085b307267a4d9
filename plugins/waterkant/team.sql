-- The administration knows a team by its name only.
SELECT team AS team_id, team AS name, '2025-2026' AS school_year, source_row FROM instelling
