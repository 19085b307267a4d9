-- The same person in the first and the last wave.
SELECT w.school_id, w.kind, f.respondent_key AS first_key, l.respondent_key AS last_key,
  w.first_label, w.last_label, l.role_group
FROM wave_ends w
JOIN answerers f ON f.school_id = w.school_id AND f.kind = w.kind AND f.label = w.first_label
JOIN answerers l ON l.school_id = w.school_id AND l.kind = w.kind AND l.label = w.last_label AND l.link = f.link
