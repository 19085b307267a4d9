-- The export has a row per student; a talk with a group has several rows with one number.
WITH gesprekken AS (
  SELECT NR, DATUM, SOORT, WAAR, GEPLAND, MINUTEN, ONDERWERPEN, INITIATIEF, 'gesprekken_2425' AS source_id, min(source_row) AS source_row
  FROM gesprekken_2425 GROUP BY NR, DATUM, SOORT, WAAR, GEPLAND, MINUTEN, ONDERWERPEN, INITIATIEF
  UNION ALL
  SELECT NR, DATUM, SOORT, WAAR, GEPLAND, MINUTEN, ONDERWERPEN, INITIATIEF, 'gesprekken_2526', min(source_row)
  FROM gesprekken_2526 GROUP BY NR, DATUM, SOORT, WAAR, GEPLAND, MINUTEN, ONDERWERPEN, INITIATIEF
)
SELECT
  g.NR AS moment_id,
  g.DATUM AS date,
  g.MINUTEN AS minutes,
  coalesce(v.vorm, g.SOORT) AS form,
  coalesce(p.plek, g.WAAR) AS setting,
  g.GEPLAND = 'J' AS scheduled,
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(g.ONDERWERPEN, ', ', ';'),
    'kwaliteiten', 'KR'),
    'motieven', 'MR'),
    'werk verkennen', 'WE'),
    'sturen', 'LS'),
    'netwerk', 'NW'),
    'profielkeuze', 'profile_choice'),
    'vervolgstudie', 'next_study_choice'),
    'hoger kan ook', 'higher_education_possible'),
    'arbeidsmarkt', 'labour_market'),
    'knelpunt', 'obstacle'),
    'overig', 'other') AS topics,
  CASE g.INITIATIEF WHEN 'S' THEN 'school' WHEN 'L' THEN 'student' WHEN 'O' THEN 'parent' WHEN 'D' THEN 'teacher' END AS initiative,
  'registration' AS evidence,
  g.source_id,
  g.source_row
FROM gesprekken g
LEFT JOIN vormen v ON v.soort = g.SOORT
LEFT JOIN plekken p ON p.waar = g.WAAR
