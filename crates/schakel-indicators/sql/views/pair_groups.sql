-- Every pair in the total of its kind and, for staff, in the role group of the last wave.
SELECT school_id, kind, first_key, last_key, first_label, last_label, 'all' AS "by", 'all' AS "group" FROM pairs
UNION ALL
SELECT school_id, kind, first_key, last_key, first_label, last_label, 'role_group', role_group FROM pairs
WHERE kind = 'staff'
