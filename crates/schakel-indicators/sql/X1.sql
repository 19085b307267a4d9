-- id = "X1"
-- name = "ingredients"
-- nl = "overeenstemming over de ingrediënten"
-- en = "agreement on the ingredients"
-- definition_nl = "Onderzoekers geven elk ingrediënt van gedeelde begeleiding een niveau van 0 tot 3. Scoorden twee onderzoekers los van elkaar, dan geldt het laagste van de twee: zo ver vonden zij het beiden. Het getal is het deel van die dubbele scores waarin beiden hetzelfde niveau gaven. Over de scholen samen staat Cohens kappa erbij: die houdt er rekening mee dat twee mensen ook bij toeval hetzelfde kiezen."
-- definition_en = "Researchers give each ingredient of a shared guidance a level from 0 to 3. Where two researchers scored independently, the lower of the two counts: so far both found it to be. The number is the share of these double scores in which both gave the same level. Over the schools together Cohen’s kappa is told with it: it takes into account that two people also choose the same by chance."
-- population = { nl = "ingrediënten die twee onderzoekers los van elkaar scoorden", en = "ingredients that two researchers scored independently" }
-- numerator = { nl = "beiden hetzelfde niveau", en = "both the same level" }
-- denominator = { nl = "alle dubbele scores", en = "all double scores" }
-- unit = "percent"
-- interval = "none"
-- protects = "none"
-- breakdowns = ["all"]
-- changes = "none"
-- source = "Cohen (1960)"
SELECT school_id, 'all' AS "by", 'all' AS "group", '' AS part, '' AS period,
  sum(CASE WHEN level = second_rater_level THEN 1 ELSE 0 END) AS k, count(*) AS n
FROM ingredient_observation
WHERE second_rater_level IS NOT NULL
GROUP BY school_id
