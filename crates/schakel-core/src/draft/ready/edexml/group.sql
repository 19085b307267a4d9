-- A group is a class. A composed group is one for lessons: change its kind where it is the group of a mentor.
SELECT
  g.key AS group_id,
  coalesce(g.naam, g.key) AS name,
  'stamgroep' AS kind,
  CASE WHEN g.jaargroep IN ('11', '12', '13', '14', '15', '16') THEN substr(g.jaargroep, 2) END AS year_level,
  '{@school_year}' AS school_year,
  g.source_row
FROM {groepen} g
{?samengestelde_groepen}UNION ALL
SELECT key, coalesce(naam, key), 'lesgroep', NULL, '{@school_year}', source_row
FROM {samengestelde_groepen}
{/}
