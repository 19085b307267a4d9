-- The first and the last wave of staff and of students, where there are two.
SELECT f.school_id, f.kind, f.label AS first_label, l.label AS last_label
FROM (SELECT school_id, kind, label FROM measurements WHERE is_first GROUP BY school_id, kind, label) f
JOIN (SELECT school_id, kind, label FROM measurements WHERE is_last GROUP BY school_id, kind, label) l
  ON l.school_id = f.school_id AND l.kind = f.kind
WHERE l.label <> f.label
