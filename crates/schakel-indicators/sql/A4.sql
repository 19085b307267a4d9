-- id = "A4"
-- name = "team_participation"
-- nl = "deelname van docenten"
-- en = "participation of teachers"
-- definition_nl = "Het deel van de docenten met minstens {contacts_min} begeleidingsmomenten in het schooljaar."
-- definition_en = "The share of teachers with at least {contacts_min} guidance moments in the school year."
-- population = { nl = "docenten met een rol op 1 oktober", en = "teachers with a role on 1 October" }
-- numerator = { nl = "docenten met minstens {contacts_min} momenten", en = "teachers with at least {contacts_min} moments" }
-- denominator = { nl = "alle docenten", en = "all teachers" }
-- unit = "percent"
-- interval = "none"
-- protects = "staff"
-- breakdowns = ["all", "team"]
-- changes = "complete"
-- source = "Schakel"
WITH contacts AS (
  SELECT school_id, school_year, staff_key, count(*) AS moments
  FROM (
    SELECT school_id, school_year, staff_key, moment_id
    FROM guides
    WHERE staff_key IS NOT NULL
    GROUP BY school_id, school_year, staff_key, moment_id
  )
  GROUP BY school_id, school_year, staff_key
), teachers AS (
  SELECT s.school_id, s.school_year, s.staff_key, coalesce(c.moments, 0) >= {contacts_min} AS takes_part
  FROM staff_in_year s
  LEFT JOIN contacts c ON c.school_id = s.school_id AND c.school_year = s.school_year AND c.staff_key = s.staff_key
  WHERE s.teaches
), team_members AS (
  SELECT r.school_id, y.school_year, r.staff_key, t.name
  FROM staff_role r
  JOIN years y ON r."from" <= y.reference_date AND (r.until IS NULL OR r.until >= y.reference_date)
  JOIN team t ON t.school_id = r.school_id AND t.team_id = r.team_id
  GROUP BY r.school_id, y.school_year, r.staff_key, t.name
)
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, school_year AS period,
  sum(CASE WHEN takes_part THEN 1 ELSE 0 END) AS k, count(*) AS n
FROM teachers
GROUP BY school_id, school_year
UNION ALL
SELECT t.school_id, 'team', m.name, '', t.school_year, sum(CASE WHEN t.takes_part THEN 1 ELSE 0 END), count(*)
FROM teachers t
JOIN team_members m ON m.school_id = t.school_id AND m.school_year = t.school_year AND m.staff_key = t.staff_key
GROUP BY t.school_id, m.name, t.school_year
