-- Functions through the list where they are no roles of the model. Of the roles in SOMtoday those count that have a
-- code in the list: leave open what is no role in guidance.
SELECT staff_id, lower(role) AS role, '{@first_day}' AS "from", min(source_row) AS source_row
FROM (
  SELECT s.medewerkerAfkorting AS staff_id, coalesce({?+functies}w.code, {/}s.medewerkerFunctie) AS role, s.source_row
  FROM {} s
{?+functies}  LEFT JOIN {+functies} w ON w.word = s.medewerkerFunctie
{/}{?rollen&+rollen}  UNION ALL
  SELECT s.medewerkerAfkorting, w.code, s.source_row
  FROM {rollen} r
  JOIN {} s ON s.source_row = r.parent_row
  JOIN {+rollen} w ON w.word = r.value
{/}) AS roles
WHERE role IS NOT NULL
GROUP BY staff_id, lower(role)
