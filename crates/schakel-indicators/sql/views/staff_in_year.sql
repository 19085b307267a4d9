-- Staff with a role on the reference date of the school year, and whether they teach.
SELECT s.school_id, y.school_year, s.staff_key, s.teaches
FROM staff s
JOIN staff_role r ON r.school_id = s.school_id AND r.staff_key = s.staff_key
JOIN years y ON r."from" <= y.reference_date AND (r.until IS NULL OR r.until >= y.reference_date)
GROUP BY s.school_id, y.school_year, s.staff_key, s.teaches
