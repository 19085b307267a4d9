-- wtf is the size of the contract, with a decimal comma.
SELECT
  nummer AS staff_id,
  geeft_les = 'J' AS teaches,
  leergang_loopbaancoaching = 'J' AS course_alumnus,
  CASE
    WHEN parse_decimal(wtf) < 0.5 THEN 'lt_0_5'
    WHEN parse_decimal(wtf) <= 0.8 THEN '0_5_to_0_8'
    WHEN parse_decimal(wtf) > 0.8 THEN 'gt_0_8'
    ELSE 'unknown'
  END AS contract_class,
  source_row
FROM medewerkers
