-- The guidance moments that count, each in its school year.
SELECT m.school_id, m.moment_id, y.school_year, m.minutes, m.setting
FROM guidance_moment m
JOIN years y ON m.date BETWEEN y.first_day AND y.last_day
JOIN main_evidence e ON e.school_id = m.school_id AND e.evidence = m.evidence
