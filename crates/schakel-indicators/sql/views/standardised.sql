-- A group and the rest, directly standardised: the rates of both in each programme and year, weighted by how many
-- students of the two together are in it. Only where both are there. The effective number, 1 / Σ (weight² / n), is the
-- size of a plain group of which the rate is as sure (Kish 1965).
WITH strata AS (
  SELECT school_id, "by", indicator, programme, year_level, "group", sum(CASE WHEN had THEN 1 ELSE 0 END) AS k,
    count(*) AS n
  FROM chances
  WHERE programme IS NOT NULL AND year_level IS NOT NULL
  GROUP BY school_id, "by", indicator, programme, year_level, "group"
), sides AS (
  SELECT g.school_id, g."by", g.indicator, g."group", g.k, g.n, t.k - g.k AS rest_k, t.n - g.n AS rest_n, t.n AS both_n,
    sum(t.n) OVER (PARTITION BY g.school_id, g."by", g.indicator, g."group") AS total
  FROM strata g
  JOIN (
    SELECT school_id, "by", indicator, programme, year_level, sum(k) AS k, sum(n) AS n
    FROM strata
    GROUP BY school_id, "by", indicator, programme, year_level
  ) t ON t.school_id = g.school_id AND t."by" = g."by" AND t.indicator = g.indicator AND t.programme = g.programme
    AND t.year_level = g.year_level
  WHERE t.n > g.n
)
SELECT school_id, "by", indicator, "group", sum(k) AS k, sum(n) AS n, sum(rest_k) AS rest_k, sum(rest_n) AS rest_n,
  sum(1.0 * both_n / total * k / n) AS rate, sum(1.0 * both_n / total * rest_k / rest_n) AS rest_rate,
  1.0 / sum(power(1.0 * both_n / total, 2) / n) AS effective_n,
  1.0 / sum(power(1.0 * both_n / total, 2) / rest_n) AS rest_effective_n
FROM sides
GROUP BY school_id, "by", indicator, "group"
