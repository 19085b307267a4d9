-- id = "A1"
-- name = "share_by_role"
-- nl = "aandeel in de begeleiding per rol"
-- en = "share of guidance by role"
-- definition_nl = "Het deel van alle begeleidingsmomenten dat door een rol is gevoerd. Een moment met meer begeleiders telt naar verhouding. Een rol van minder dan drie mensen telt mee in een groep van rollen, zoals de specialisten."
-- definition_en = "The share of all guidance moments that a role carried. A moment with several guides is divided between them. A role of fewer than three people counts in a group of roles, such as the specialists."
-- population = { nl = "begeleidingsmomenten in het schooljaar", en = "guidance moments in the school year" }
-- numerator = { nl = "momenten van de rol", en = "moments of the role" }
-- denominator = { nl = "alle momenten", en = "all moments" }
-- unit = "percent"
-- interval = "none"
-- protects = "functions"
-- minimum_n = 10
-- breakdowns = ["role_group", "role"]
-- parts = [
--   { code = "minutes", nl = "in minuten", en = "in minutes" },
-- ]
-- changes = "complete"
-- source = "Schakel"
WITH carried AS (
  SELECT g.school_id, g.school_year, 'role_group' AS "by", g.role_group AS "group", g.weight, g.minutes
  FROM guides g
  UNION ALL
  SELECT g.school_id, g.school_year, 'role', s.shown, g.weight, g.minutes
  FROM guides g
  JOIN shown_roles s ON s.school_id = g.school_id AND s.role = g.role
), totals AS (
  SELECT school_id, school_year, sum(weight) AS moments, sum(CASE WHEN minutes IS NOT NULL THEN weight ELSE 0.0 END) AS timed,
    sum(weight * minutes) AS minutes
  FROM guides
  GROUP BY school_id, school_year
)
SELECT c.school_id, c."by", c."group", '' AS part, c.school_year AS period,
  sum(c.weight) AS k, t.moments AS whole, round(t.moments) AS n
FROM carried c
JOIN totals t ON t.school_id = c.school_id AND t.school_year = c.school_year
GROUP BY c.school_id, c."by", c."group", c.school_year, t.moments
UNION ALL
SELECT c.school_id, c."by", c."group", 'minutes', c.school_year,
  coalesce(sum(c.weight * c.minutes), 0.0), t.minutes, round(t.timed)
FROM carried c
JOIN totals t ON t.school_id = c.school_id AND t.school_year = c.school_year
WHERE c."by" = 'role_group' AND t.minutes > 0
GROUP BY c.school_id, c."by", c."group", c.school_year, t.minutes, t.timed
