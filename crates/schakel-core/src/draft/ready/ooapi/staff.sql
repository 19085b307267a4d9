-- Who is lecturer in an offering teaches: look at that when the answers have no such associations.
-- OOAPI knows neither who did the course in career coaching nor the size of a contract.
SELECT
  p.personId AS staff_id,
  {?associations}CASE WHEN count(a.person) > 0 THEN 'yes' ELSE 'no' END{/}{!associations}'no'{/} AS teaches,
  'no' AS course_alumnus,
  'unknown' AS contract_class,
  p.source_row
FROM {persons} p
{?associations}LEFT JOIN (
  SELECT coalesce({associations.person}, {associations.person_personId}) AS person
  FROM {associations}
  WHERE role = 'lecturer'
) AS a ON a.person = p.personId
{/}WHERE p.affiliations LIKE '%employee%'
GROUP BY p.personId, p.source_row
