-- id = "A3"
-- name = "top_decile_share"
-- nl = "aandeel van de drukste begeleiders"
-- en = "share of the busiest guides"
-- definition_nl = "Het deel van alle begeleidingsmomenten dat de drukste tien procent van de begeleiders voerde, naar boven afgerond op hele mensen. Het staat er vanaf drie drukste begeleiders, dus vanaf 21 begeleiders. Bij minder dan drie specialisten staat het er niet, net als A2."
-- definition_en = "The share of all guidance moments that the busiest ten per cent of guides carried, rounded up to whole persons. It is shown from three busiest guides on, so from 21 guides. With fewer than three specialists it is left out, as A2 is."
-- population = { nl = "medewerkers met een begeleidingsmoment in het schooljaar", en = "staff with a guidance moment in the school year" }
-- numerator = { nl = "momenten van de drukste tien procent", en = "moments of the busiest ten per cent" }
-- denominator = { nl = "momenten van alle begeleiders van wie bekend is wie het was", en = "moments of all guides whose name is known" }
-- unit = "percent"
-- interval = "none"
-- protects = "staff"
-- minimum_n = 10
-- breakdowns = ["all"]
-- changes = "complete"
-- source = "Schakel"
WITH ranked AS (
  SELECT school_id, school_year, moments,
    row_number() OVER (PARTITION BY school_id, school_year ORDER BY moments DESC, staff_key) AS place
  FROM named_guides
), busiest AS (
  SELECT r.school_id, r.school_year, sum(r.moments) AS moments, count(*) AS persons
  FROM ranked r
  JOIN spread e ON e.school_id = r.school_id AND e.school_year = r.school_year
  WHERE r.place <= ceil(e.guides / 10.0)
  GROUP BY r.school_id, r.school_year
)
SELECT e.school_id, 'all' AS "by", 'all' AS "group", '' AS part, e.school_year AS period, b.moments AS k,
  e.moments AS whole, e.guides AS n, e.guides AS persons, least(b.persons, g.persons) AS small_group
FROM spread e
JOIN busiest b ON b.school_id = e.school_id AND b.school_year = e.school_year
LEFT JOIN telling_groups g ON g.school_id = e.school_id AND g.school_year = e.school_year
