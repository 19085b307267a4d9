-- The role as it stands there, through the list where that is no role of the model; who has none is a teacher.
-- A mentor is who has that role in a class.
SELECT staff_id, lower(role) AS role, '{@first_day}' AS "from", min(source_row) AS source_row
FROM (
  SELECT
    l.key AS staff_id,
    coalesce({?+rollen}w.code, {/}l.rol, l.rolomschrijving, 'docent') AS role,
    l.source_row
  FROM {leerkrachten} l
{?+rollen}  LEFT JOIN {+rollen} w ON w.word = coalesce(l.rol, l.rolomschrijving)
{/}{?leerkracht_groepen}  UNION ALL
  SELECT leerkracht, 'mentor', source_row
  FROM {leerkracht_groepen}
  WHERE lower(coalesce(rol, rolomschrijving)) LIKE '%mentor%'
{/}) AS roles
GROUP BY staff_id, lower(role)
