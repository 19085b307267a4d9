-- The guidance moments that count, each in its school year; and whether it was an encounter with the world outside
-- school.
SELECT m.school_id, m.moment_id, y.school_year, m.minutes, m.setting,
  coalesce(m.setting = 'external', FALSE) OR coalesce(
    m.form IN ('company_visit', 'guest_lesson', 'open_day', 'trial_study', 'internship', 'fair'), FALSE) AS outside
FROM guidance_moment m
JOIN years y ON m.date BETWEEN y.first_day AND y.last_day
JOIN main_evidence e ON e.school_id = m.school_id AND e.evidence = m.evidence
