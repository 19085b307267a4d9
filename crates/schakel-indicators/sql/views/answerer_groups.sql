-- Every respondent in the total of the own kind, in a role group and in a role. Students have a total only.
SELECT school_id, label, kind, respondent_key, 'all' AS "by", 'all' AS "group" FROM answerers
UNION ALL
SELECT school_id, label, kind, respondent_key, 'role_group', role_group FROM answerers WHERE kind = 'staff'
UNION ALL
SELECT school_id, label, kind, respondent_key, 'role', role FROM answerers WHERE kind = 'staff'
