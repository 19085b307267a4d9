-- Per comparison group: how many students there are and how many had the opportunity.
SELECT school_id, "by", "group", sensitive, indicator, period, sum(CASE WHEN had THEN 1 ELSE 0 END) AS k, count(*) AS n,
  completed, invited
FROM chances
GROUP BY school_id, "by", "group", sensitive, indicator, period, completed, invited
