-- The administration knows a team by its name only.
SELECT TEAM AS team_id, TEAM AS name, '2025-2026' AS school_year, source_row FROM school_lijst
