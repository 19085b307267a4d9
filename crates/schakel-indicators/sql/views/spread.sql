-- How guidance is spread over the guides: how many there are, and how many would do as much each.
SELECT school_id, school_year, count(*) AS guides, sum(moments) AS moments,
  power(sum(moments), 2) / sum(moments * moments) AS effective
FROM named_guides
GROUP BY school_id, school_year
