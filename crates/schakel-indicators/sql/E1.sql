-- id = "E1"
-- name = "room_chain"
-- nl = "van toegekende naar gebruikte uren"
-- en = "from granted to used hours"
-- definition_nl = "De uren die zijn toegekend, hoeveel daarvan in het rooster staan, en hoeveel er zijn gebruikt, per doel."
-- definition_en = "The hours that were granted, how many of these are in the timetable, and how many were used, per purpose."
-- population = { nl = "toegekende uren in het schooljaar", en = "hours granted in the school year" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "hours"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all", "purpose"]
-- changes = "none"
-- source = "Schakel"
-- parts = [
--   { code = "granted", nl = "toegekend", en = "granted" },
--   { code = "scheduled", nl = "ingeroosterd", en = "scheduled" },
--   { code = "used", nl = "gebruikt", en = "used" },
--   { code = "scheduled_of_granted", nl = "ingeroosterd, van wat is toegekend", en = "scheduled, of what was granted" },
--   { code = "used_of_scheduled", nl = "gebruikt, van wat is ingeroosterd", en = "used, of what was scheduled" },
-- ]
WITH hours AS (
  SELECT school_id, school_year, 'purpose' AS "by", purpose AS "group", hours_granted, hours_scheduled, hours_used
  FROM time_allocation
  UNION ALL
  SELECT school_id, school_year, 'all', 'all', hours_granted, hours_scheduled, hours_used
  FROM time_allocation
), sums AS (
  SELECT h.school_id, h.school_year, h."by", h."group", sum(h.hours_granted) AS granted, sum(h.hours_scheduled) AS scheduled,
    CASE WHEN count(h.hours_used) = count(*) THEN sum(h.hours_used) END AS used
  FROM hours h
  JOIN years y ON y.school_year = h.school_year
  GROUP BY h.school_id, h.school_year, h."by", h."group"
)
SELECT s.school_id, s."by", s."group", v.part, s.school_year AS period, v.unit,
  CASE v.part WHEN 'granted' THEN s.granted WHEN 'scheduled' THEN s.scheduled WHEN 'used' THEN s.used END AS value,
  CASE v.part WHEN 'scheduled_of_granted' THEN s.scheduled WHEN 'used_of_scheduled' THEN s.used END AS k,
  CASE v.part WHEN 'scheduled_of_granted' THEN s.granted WHEN 'used_of_scheduled' THEN s.scheduled END AS whole
FROM sums s
CROSS JOIN (VALUES ('granted', 'hours'), ('scheduled', 'hours'), ('used', 'hours'),
  ('scheduled_of_granted', 'percent'), ('used_of_scheduled', 'percent')) AS v (part, unit)
