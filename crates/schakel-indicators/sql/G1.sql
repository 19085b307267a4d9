-- id = "G1"
-- name = "opportunity_gap"
-- nl = "verschil in kansen"
-- en = "opportunity gap"
-- definition_nl = "Het verschil in procentpunten tussen een groep en de rest, bij meerstemmig bereik (B2) en bij horen dat het kan (B5). Alleen groepen van wie het bekend is, tellen mee. B2 gaat over iedereen en heeft dus geen marge; B5 komt uit de vragenlijst en heeft er wel een."
-- definition_en = "The difference in percentage points between a group and the rest, for multi-voice reach (B2) and for hearing that it is possible (B5). Only groups that are known count. B2 is about everyone and so has no margin; B5 comes from the survey and has one."
-- population = { nl = "leerlingen of studenten van wie de groep bekend is", en = "students whose group is known" }
-- numerator = { nl = "zie B2 en B5", en = "see B2 and B5" }
-- denominator = { nl = "alle leerlingen of studenten in de groep", en = "all students in the group" }
-- unit = "percent"
-- interval = "none"
-- protects = "students"
-- breakdowns = ["first_generation", "gender", "level", "track"]
-- parts = [
--   { code = "B2", nl = "meerstemmig bereik", en = "multi-voice reach" },
--   { code = "B5", nl = "hoorde dat het kan", en = "heard that it is possible" },
-- ]
-- changes = "query"
-- source = "Newcombe (1998)"
SELECT school_id, "by", "group", indicator AS part, period, k, n, sensitive, completed, invited
FROM opportunities
-- @changes
SELECT g.school_id, g."by", g."group", g.indicator AS part, 'rest' AS "from", g."group" AS "to",
  t.k - g.k AS k_from, t.n - g.n AS n_from, g.k AS k_to, g.n AS n_to, g.sensitive, g.completed, g.invited,
  -- Guidance moments are registered of every student: no part of that difference is chance.
  g.indicator = 'B2' AS complete
FROM opportunities g
JOIN (
  SELECT school_id, "by", indicator, sum(k) AS k, sum(n) AS n, count(*) AS groups
  FROM opportunities
  GROUP BY school_id, "by", indicator
) t ON t.school_id = g.school_id AND t."by" = g."by" AND t.indicator = g.indicator
WHERE t.groups > 1 AND g."group" NOT IN ('nee', 'm')
