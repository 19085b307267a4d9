-- id = "A6"
-- name = "outside_guidance_hours"
-- nl = "buiten de begeleidingsuren"
-- en = "outside the guidance hours"
-- definition_nl = "Het deel van de begeleidingsmomenten dat niet in een LOB-uur, mentoruur of slb-uur was."
-- definition_en = "The share of guidance moments that were not in a guidance hour or a mentor hour."
-- population = { nl = "begeleidingsmomenten in het schooljaar", en = "guidance moments in the school year" }
-- numerator = { nl = "momenten buiten die uren", en = "moments outside these hours" }
-- denominator = { nl = "alle momenten", en = "all moments" }
-- unit = "percent"
-- interval = "none"
-- protects = "functions"
-- minimum_n = 10
-- breakdowns = ["all", "role_group"]
-- changes = "complete"
-- source = "Schakel"
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, school_year AS period,
  CAST(sum(CASE WHEN setting NOT IN ('lob_hour', 'mentor_slb_hour') THEN 1 ELSE 0 END) AS DOUBLE) AS k,
  CAST(count(*) AS DOUBLE) AS whole, CAST(count(*) AS DOUBLE) AS n
FROM moments
GROUP BY school_id, school_year
UNION ALL
SELECT school_id, 'role_group', role_group, '', school_year,
  sum(CASE WHEN setting NOT IN ('lob_hour', 'mentor_slb_hour') THEN weight ELSE 0.0 END), sum(weight), round(sum(weight))
FROM guides
GROUP BY school_id, role_group, school_year
