-- id = "F3"
-- name = "obstacles"
-- nl = "wat in de weg staat"
-- en = "obstacles"
-- definition_nl = "Hoeveel obstakels elk perspectief noemde (een rol, of leerlingen, studenten of ouders), per thema; welk deel is opgelost; en welke thema’s minstens twee keer zijn genoemd en door één perspectief alleen. Een rol met weinig bevindingen of weinig mensen telt mee in een groep van rollen, zoals de specialisten."
-- definition_en = "How many obstacles each perspective named (a role, or students or parents), per theme; which share is solved; and which themes were named at least twice and by one perspective only. A role with few findings or few people counts in a group of roles, such as the specialists."
-- population = { nl = "bevindingen die een obstakel noemen", en = "findings that name an obstacle" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "number"
-- interval = "none"
-- protects = "none"
-- minimum_n = 5
-- breakdowns = ["theme", "solved", "single_perspective"]
-- parts = "perspective"
-- changes = "none"
-- source = "Schakel"
WITH columns AS (
  SELECT school_id, perspective, count(*) AS findings
  FROM finding_views
  GROUP BY school_id, perspective
), themes AS (
  SELECT school_id, theme FROM finding_views WHERE kind = 'obstacle' GROUP BY school_id, theme
), named AS (
  SELECT school_id, theme, perspective, count(*) AS named
  FROM finding_views
  WHERE kind = 'obstacle'
  GROUP BY school_id, theme, perspective
), grid AS (
  SELECT t.school_id, t.theme, c.perspective, c.findings, coalesce(n.named, 0) AS named
  FROM themes t
  JOIN columns c ON c.school_id = t.school_id
  LEFT JOIN named n ON n.school_id = t.school_id AND n.theme = t.theme AND n.perspective = c.perspective
), one_sided AS (
  -- Over all perspectives, also those too small to show: what one of them named too is not seen by one alone.
  SELECT school_id, theme
  FROM grid
  GROUP BY school_id, theme
  HAVING sum(CASE WHEN named > 0 THEN 1 ELSE 0 END) = 1 AND count(*) > 1 AND sum(named) >= 2
)
SELECT school_id, 'theme' AS "by", theme AS "group", perspective AS part, '' AS period, 'number' AS unit,
  CAST(NULL AS BIGINT) AS k, CAST(named AS DOUBLE) AS value, findings AS n
FROM grid
UNION ALL
SELECT g.school_id, 'single_perspective', g.theme, g.perspective, '', 'number', NULL, CAST(g.named AS DOUBLE), g.findings
FROM grid g
JOIN one_sided o ON o.school_id = g.school_id AND o.theme = g.theme
WHERE g.named > 0 AND g.findings >= {findings_min}
UNION ALL
SELECT school_id, 'solved', 'all', '', '', 'percent', sum(CASE WHEN status = 'solved' THEN 1 ELSE 0 END), NULL, count(*)
FROM finding_views
WHERE kind = 'obstacle'
GROUP BY school_id
