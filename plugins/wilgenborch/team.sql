-- Teams are departments in OneRoster.
SELECT sourcedId AS team_id, name, '2025-2026' AS school_year, source_row FROM orgs WHERE type = 'department'
