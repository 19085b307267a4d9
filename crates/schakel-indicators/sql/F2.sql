-- id = "F2"
-- name = "breadth_of_exploration"
-- nl = "breedte van de verkenning"
-- en = "breadth of the exploration"
-- definition_nl = "Hoeveel perspectieven een bevinding inbrachten, van de perspectieven die er op de school zijn: de rollen van medewerkers, en de leerlingen of studenten."
-- definition_en = "How many perspectives brought a finding, of the perspectives present in the school: the roles of staff, and the students."
-- population = { nl = "perspectieven op de school", en = "perspectives in the school" }
-- numerator = { nl = "met een bevinding", en = "with a finding" }
-- denominator = { nl = "alle perspectieven", en = "all perspectives" }
-- unit = "number"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all"]
-- changes = "none"
-- source = "Schakel"
WITH heard AS (
  SELECT school_id, perspective FROM finding WHERE perspective <> 'unknown' GROUP BY school_id, perspective
), present AS (
  SELECT r.school_id, r.role AS perspective
  FROM staff_role r
  JOIN years y ON y.school_year = {school_year} AND r."from" <= y.last_day AND (r.until IS NULL OR r.until >= y.first_day)
  WHERE r.role <> 'unknown'
  GROUP BY r.school_id, r.role
  UNION
  SELECT school_id, 'student' FROM students WHERE school_year = {school_year} GROUP BY school_id
  UNION
  SELECT school_id, perspective FROM heard
)
SELECT p.school_id, 'all' AS "by", 'all' AS "group", '' AS part, '' AS period,
  CAST(count(h.perspective) AS DOUBLE) AS value, count(*) AS n
FROM present p
LEFT JOIN heard h ON h.school_id = p.school_id AND h.perspective = p.perspective
GROUP BY p.school_id
