-- id = "G1"
-- name = "opportunity_gap"
-- nl = "verschil in kansen"
-- en = "opportunity gap"
-- definition_nl = "Het verschil in procentpunten tussen een groep en de rest: bij meerstemmig bereik (B2), bij horen dat het kan (B5) en bij een hoger niveau na vertrek (H2). Alleen wie in een bekende groep zit, telt mee. Het verschil heeft een marge, ook waar iedereen is geteld: met dezelfde kansen vallen de aantallen in een ander jaar anders uit. Daarnaast vergelijken we binnen dezelfde opleiding en hetzelfde leerjaar: elke opleiding en elk leerjaar telt bij beide groepen even zwaar."
-- definition_en = "The difference in percentage points between a group and the rest: for multi-voice reach (B2), for hearing that it is possible (B5) and for a higher level after leaving (H2). Only those whose group is known count. The difference has a margin also where everyone was counted: with the same chances, another year gives other numbers. Besides, we compare within the same programme and year: each programme and each year weighs the same in both groups."
-- population = { nl = "leerlingen of studenten van wie de groep bekend is", en = "students whose group is known" }
-- numerator = { nl = "zie B2, B5 en H2", en = "see B2, B5 and H2" }
-- denominator = { nl = "alle leerlingen of studenten in de groep", en = "all students in the group" }
-- unit = "percent"
-- interval = "newcombe"
-- protects = "students"
-- breakdowns = ["first_generation", "ses_quintile", "gender", "prior_education", "level", "track"]
-- groups = [
--   { code = "low", nl = "wijk met een lage sociaaleconomische score", en = "area with a low socio-economic score" },
--   { code = "other", nl = "andere wijken", en = "other areas" },
-- ]
-- parts = [
--   { code = "B2", nl = "meerstemmig bereik", en = "multi-voice reach" },
--   { code = "B2_within", nl = "meerstemmig bereik, binnen opleiding en leerjaar", en = "multi-voice reach, within programme and year" },
--   { code = "B5", nl = "hoorde dat het kan", en = "heard that it is possible" },
--   { code = "B5_within", nl = "hoorde dat het kan, binnen opleiding en leerjaar", en = "heard that it is possible, within programme and year" },
--   { code = "H2", nl = "naar een hoger niveau", en = "to a higher level" },
--   { code = "H2_within", nl = "naar een hoger niveau, binnen opleiding en leerjaar", en = "to a higher level, within programme and year" },
-- ]
-- changes = "query"
-- source = "Newcombe (1998); Kish (1965)"
SELECT school_id, "by", "group", indicator AS part, period, k, n, sensitive, completed, invited
FROM opportunities
-- @changes
WITH gaps AS (
  SELECT g.school_id, g."by", g."group", g.indicator, t.k - g.k AS k_from, t.n - g.n AS n_from, g.k AS k_to, g.n AS n_to,
    g.sensitive, g.completed, g.invited
  FROM opportunities g
  JOIN (
    SELECT school_id, "by", indicator, sum(k) AS k, sum(n) AS n, count(*) AS groups
    FROM opportunities
    GROUP BY school_id, "by", indicator
  ) t ON t.school_id = g.school_id AND t."by" = g."by" AND t.indicator = g.indicator
  -- The other side of two says the same the other way round.
  WHERE t.groups > 1 AND g."group" NOT IN ('nee', 'm', 'other')
)
SELECT school_id, "by", "group", indicator AS part, 'rest' AS "from", "group" AS "to", k_from, n_from, k_to, n_to,
  CAST(NULL AS DOUBLE) AS mean_from, CAST(NULL AS DOUBLE) AS mean_to, CAST(NULL AS DOUBLE) AS effective_from,
  CAST(NULL AS DOUBLE) AS effective_to, sensitive, completed, invited
FROM gaps
UNION ALL
SELECT g.school_id, g."by", g."group", g.indicator || '_within', 'rest', g."group" AS "to", NULL AS k_from, s.rest_n,
  NULL AS k_to, s.n, 100.0 * s.rest_rate, 100.0 * s.rate, s.rest_effective_n, s.effective_n, g.sensitive, g.completed,
  g.invited
FROM gaps g
JOIN standardised s ON s.school_id = g.school_id AND s."by" = g."by" AND s.indicator = g.indicator
  AND s."group" = g."group"
-- A weighted rate is no count, so what is asked of the counts behind a share is asked here.
WHERE least(s.k, s.n - s.k, s.rest_k, s.rest_n - s.rest_k) >= CASE WHEN g.sensitive THEN {sensitive_part} ELSE 1 END
  AND least(s.n, s.rest_n) >= CASE WHEN g.sensitive THEN {sensitive_k} ELSE {students_k} END
