-- Every role and perspective with its role group.
SELECT role, role_group
FROM (VALUES {roles}) AS r (role, role_group)
