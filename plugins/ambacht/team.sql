SELECT team_id, naam AS name, '2025-2026' AS school_year, source_row FROM db__team
