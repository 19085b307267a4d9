-- Per group the lower of the two responses of the first and the last wave.
SELECT w.school_id, w.kind, f."by", f."group",
  CASE WHEN f.completed * l.invited < l.completed * f.invited THEN f.completed ELSE l.completed END AS completed,
  CASE WHEN f.completed * l.invited < l.completed * f.invited THEN f.invited ELSE l.invited END AS invited
FROM wave_ends w
JOIN responses f ON f.school_id = w.school_id AND f.kind = w.kind AND f.label = w.first_label
JOIN responses l ON l.school_id = w.school_id AND l.kind = w.kind AND l.label = w.last_label
  AND l."by" = f."by" AND l."group" = f."group"
