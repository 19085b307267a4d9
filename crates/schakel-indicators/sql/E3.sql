-- id = "E3"
-- name = "quality_cycle"
-- nl = "kwaliteitscyclus"
-- en = "quality cycle"
-- definition_nl = "Hoeveel van deze vijf er zijn: de visie is vastgesteld, zij staat in het schoolplan, zij is besproken met de medezeggenschap, de tevredenheid van leerlingen of studenten is dit schooljaar gemeten, en de evaluatie is besproken in het team."
-- definition_en = "How many of these five are there: the vision is adopted, it is in the school plan, it was discussed with the council, student satisfaction was measured this school year, and the evaluation was discussed in the team."
-- population = { nl = "vijf onderdelen", en = "five parts" }
-- numerator = { nl = "onderdelen die er zijn", en = "parts that are there" }
-- denominator = { nl = "vijf", en = "five" }
-- unit = "number"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all", "criterion"]
-- changes = "none"
-- source = "Schakel; naar de kwaliteitsagenda's LOB"
-- groups = [
--   { code = "vision_adopted", nl = "visie vastgesteld", en = "vision adopted" },
--   { code = "in_school_plan", nl = "visie in het schoolplan", en = "vision in the school plan" },
--   { code = "discussed_with_council", nl = "visie besproken met de medezeggenschap", en = "vision discussed with the council" },
--   { code = "satisfaction_measured", nl = "tevredenheid gemeten", en = "satisfaction measured" },
--   { code = "evaluation_discussed", nl = "evaluatie besproken in het team", en = "evaluation discussed in the team" },
-- ]
WITH visions AS (
  SELECT school_id, max(CASE WHEN status = 'adopted' THEN 1 ELSE 0 END) AS adopted,
    max(CASE WHEN in_school_plan THEN 1 ELSE 0 END) AS in_plan,
    max(CASE WHEN discussed_with_council THEN 1 ELSE 0 END) AS discussed
  FROM vision
  WHERE date <= {report_date}
  GROUP BY school_id
), satisfaction AS (
  SELECT w.school_id
  FROM measurements w
  JOIN years y ON y.school_year = {school_year} AND w.until BETWEEN y.first_day AND y.last_day
  JOIN item i ON i.school_id = w.school_id AND i.instrument_id = w.instrument_id AND i.scale_id = 'satisfaction'
  JOIN answer a ON a.school_id = i.school_id AND a.item_id = i.item_id AND a.value_num IS NOT NULL
  JOIN answerers p ON p.school_id = a.school_id AND p.respondent_key = a.respondent_key AND p.wave_id = w.wave_id
  WHERE w.kind = 'student'
  GROUP BY w.school_id
), evaluation AS (
  SELECT school_id
  FROM self_assessment
  WHERE criterion_id = 'evaluation_discussed' AND status = 'fully' AND date <= {report_date}
  GROUP BY school_id
), criteria AS (
  SELECT s.school_id, v.criterion,
    CASE v.criterion
      WHEN 'vision_adopted' THEN coalesce(f.adopted, 0)
      WHEN 'in_school_plan' THEN coalesce(f.in_plan, 0)
      WHEN 'discussed_with_council' THEN coalesce(f.discussed, 0)
      WHEN 'satisfaction_measured' THEN CASE WHEN t.school_id IS NULL THEN 0 ELSE 1 END
      ELSE CASE WHEN e.school_id IS NULL THEN 0 ELSE 1 END
    END AS there
  FROM school s
  CROSS JOIN (VALUES ('vision_adopted'), ('in_school_plan'), ('discussed_with_council'), ('satisfaction_measured'),
    ('evaluation_discussed')) AS v (criterion)
  LEFT JOIN visions f ON f.school_id = s.school_id
  LEFT JOIN satisfaction t ON t.school_id = s.school_id
  LEFT JOIN evaluation e ON e.school_id = s.school_id
)
SELECT school_id, 'criterion' AS "by", criterion AS "group", '' AS part, {school_year} AS period,
  CAST(there AS DOUBLE) AS value, CAST(NULL AS BIGINT) AS n
FROM criteria
UNION ALL
SELECT school_id, 'all', 'all', '', {school_year}, CAST(sum(there) AS DOUBLE), count(*)
FROM criteria
GROUP BY school_id
