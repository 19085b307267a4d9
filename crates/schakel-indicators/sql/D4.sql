-- id = "D4"
-- name = "specialist_teacher_gap"
-- nl = "specialisten en docenten over de visie"
-- en = "specialists and teachers on the vision"
-- definition_nl = "Hoe specialisten denken over hoe het zou moeten zijn (0 tot 100), hoe docenten, mentoren en coaches daarover denken, en het verschil. Het totaal is hoe ver zij gemiddeld per thema uit elkaar liggen. Met cijfers alleen bij drie of meer specialisten, of als de specialist de antwoorden heeft vrijgegeven. Gaf iedereen van een kleine groep de hoogste of de laagste score, dan staat dat thema er niet bij."
-- definition_en = "What specialists think about how it should be (0 to 100), what teachers, mentors and coaches think about it, and the difference. The total is how far they are apart per theme on average. With numbers only for three or more specialists, or when the specialist released the answers. Where everyone of a small group gave the highest or the lowest score, the theme is left out."
-- population = { nl = "specialisten, en docenten, mentoren en coaches, die de vragenlijst invulden", en = "specialists, and teachers, mentors and coaches, who completed the survey" }
-- numerator = { nl = "", en = "" }
-- denominator = { nl = "", en = "" }
-- unit = "score"
-- interval = "none"
-- protects = "staff"
-- breakdowns = ["all", "theme"]
-- changes = "none"
-- source = "Schakel"
-- parts = [
--   { code = "specialist", nl = "specialisten", en = "specialists" },
--   { code = "primary_process", nl = "docenten, mentoren en coaches", en = "teachers, mentors and coaches" },
--   { code = "difference", nl = "verschil (specialisten min docenten)", en = "difference (specialists minus teachers)" },
-- ]
WITH themes AS (
  SELECT s.school_id, s.label, s.topic,
    avg(CASE WHEN p.role_group = 'specialist' THEN s.score END) AS specialist,
    avg(CASE WHEN p.role_group = 'primary_process' THEN s.score END) AS primary_process,
    sum(CASE WHEN p.role_group = 'specialist' THEN 1 ELSE 0 END) AS specialists,
    sum(CASE WHEN p.role_group = 'primary_process' THEN 1 ELSE 0 END) AS teachers
  FROM scores s
  JOIN answerers p ON p.school_id = s.school_id AND p.respondent_key = s.respondent_key
  WHERE s.kind = 'staff' AND s.dimension = 'vision_ideal'
  GROUP BY s.school_id, s.label, s.topic
), consent AS (
  SELECT school_id
  FROM approval
  -- Consent about one intervention is not about what a specialist answered.
  WHERE subject = 'data_use' AND decision = 'approved' AND intervention_id IS NULL
  GROUP BY school_id
), cells AS (
  SELECT school_id, label, 'theme' AS "by", topic AS "group", v.part,
    CASE v.part WHEN 'specialist' THEN specialist WHEN 'primary_process' THEN primary_process
      ELSE specialist - primary_process END AS mean,
    specialists, teachers,
    CASE v.part WHEN 'specialist' THEN specialists WHEN 'primary_process' THEN teachers END AS n,
    v.part = 'difference' AS signed
  FROM themes
  CROSS JOIN (VALUES ('specialist'), ('primary_process'), ('difference')) AS v (part)
  UNION ALL
  SELECT school_id, label, 'all', 'all', '', avg(abs(specialist - primary_process)), min(specialists), min(teachers),
    CAST(NULL AS BIGINT), TRUE
  FROM themes
  GROUP BY school_id, label
)
SELECT c.school_id, c."by", c."group", c.part, c.label AS period, c.mean, c.signed, c.n, c.teachers AS persons,
  c.specialists AS small_group, o.school_id IS NOT NULL AS consent, r.completed, r.invited
FROM cells c
LEFT JOIN consent o ON o.school_id = c.school_id
LEFT JOIN responses r ON r.school_id = c.school_id AND r.kind = 'staff' AND r.label = c.label AND r."by" = 'all'
