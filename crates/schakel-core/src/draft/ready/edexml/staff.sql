-- Who has a group teaches. EDEXML knows neither who did the course in career coaching nor the size of a contract.
SELECT
  l.key AS staff_id,
{?leerkracht_groepen}  CASE WHEN count(g.leerkracht) > 0 THEN 'yes' ELSE 'no' END AS teaches,
{/}{!leerkracht_groepen}  'yes' AS teaches,
{/}  'no' AS course_alumnus,
  'unknown' AS contract_class,
  l.source_row
FROM {leerkrachten} l
{?leerkracht_groepen}LEFT JOIN {leerkracht_groepen} g ON g.leerkracht = l.key
{/}GROUP BY l.key, l.source_row
