-- is_test marks what the supplier left behind.
SELECT
  nr AS staff_id,
  geeft_les = 1 AS teaches,
  loopbaancoach = 1 AS course_alumnus,
  CASE WHEN wtf < 0.5 THEN 'lt_0_5' WHEN wtf <= 0.8 THEN '0_5_to_0_8' WHEN wtf > 0.8 THEN 'gt_0_8' ELSE 'unknown' END AS contract_class,
  source_row
FROM db__medewerker
WHERE is_test = 0
