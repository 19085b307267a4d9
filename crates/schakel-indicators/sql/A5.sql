-- id = "A5"
-- name = "subjects_with_guidance"
-- nl = "vakken met begeleiding"
-- en = "subjects with guidance"
-- definition_nl = "Het deel van alle vakken per leerjaar waarin dit schooljaar minstens één begeleidingsmoment in een vakles was. Een moment telt bij de vakken die de begeleider geeft in het leerjaar van de aanwezige leerlingen of studenten."
-- definition_en = "The share of all subjects per year in which there was at least one guidance moment in a subject lesson this school year. A moment counts for the subjects that the guide teaches in the year of the students present."
-- population = { nl = "vakken per leerjaar waarvoor er in het schooljaar een groep is", en = "subjects per year for which there is a group in the school year" }
-- numerator = { nl = "met minstens één moment in een vakles", en = "with at least one moment in a subject lesson" }
-- denominator = { nl = "alle vakken per leerjaar", en = "all subjects per year" }
-- unit = "percent"
-- interval = "none"
-- protects = "none"
-- minimum_n = 5
-- breakdowns = ["all", "year_level"]
-- changes = "complete"
-- source = "Gatsby Benchmark 4.1"
WITH taught AS (
  SELECT school_id, school_year, subject, year_level
  FROM "group"
  WHERE subject IS NOT NULL AND year_level IS NOT NULL
  GROUP BY school_id, school_year, subject, year_level
), taught_in_groups AS (
  SELECT g.school_id, g.school_year, m.person_key AS staff_key, g.subject, g.year_level
  FROM "group" g
  JOIN group_member m ON m.school_id = g.school_id AND m.group_id = g.group_id
  WHERE m.person_kind = 'staff' AND m.function = 'teacher' AND g.subject IS NOT NULL AND g.year_level IS NOT NULL
  GROUP BY g.school_id, g.school_year, m.person_key, g.subject, g.year_level
), taught_by AS (
  SELECT school_id, school_year, staff_key, subject, year_level FROM taught_in_groups
  UNION
  -- Of whom no groups are known, the subject of the role is taught in every year.
  SELECT r.school_id, y.school_year, r.staff_key, t.subject, t.year_level
  FROM staff_role r
  JOIN years y ON r."from" <= y.last_day AND (r.until IS NULL OR r.until >= y.first_day)
  JOIN taught t ON t.school_id = r.school_id AND t.school_year = y.school_year AND t.subject = r.subject
  LEFT JOIN taught_in_groups k ON k.school_id = r.school_id AND k.school_year = y.school_year
    AND k.staff_key = r.staff_key
  WHERE k.staff_key IS NULL
), in_lessons AS (
  SELECT g.school_id, g.school_year, g.staff_key, l.year_level
  FROM guides g
  JOIN guidance_moment_student s ON s.school_id = g.school_id AND s.moment_id = g.moment_id
  JOIN students l ON l.school_id = s.school_id AND l.school_year = g.school_year AND l.student_key = s.student_key
  WHERE g.setting = 'subject_lesson' AND s.present <> 'no' AND g.staff_key IS NOT NULL
  GROUP BY g.school_id, g.school_year, g.staff_key, l.year_level
), guided AS (
  SELECT b.school_id, b.school_year, b.subject, b.year_level
  FROM in_lessons i
  JOIN taught_by b ON b.school_id = i.school_id AND b.school_year = i.school_year AND b.staff_key = i.staff_key
    AND b.year_level = i.year_level
  GROUP BY b.school_id, b.school_year, b.subject, b.year_level
), lessons AS (
  SELECT t.school_id, t.school_year, t.year_level, CASE WHEN g.subject IS NULL THEN 0 ELSE 1 END AS guided
  FROM taught t
  JOIN years y ON y.school_year = t.school_year
  LEFT JOIN guided g ON g.school_id = t.school_id AND g.school_year = t.school_year AND g.subject = t.subject
    AND g.year_level = t.year_level
)
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, school_year AS period, sum(guided) AS k, count(*) AS n
FROM lessons
GROUP BY school_id, school_year
UNION ALL
SELECT school_id, 'year_level', CAST(year_level AS VARCHAR), '', school_year, sum(guided), count(*)
FROM lessons
GROUP BY school_id, year_level, school_year
