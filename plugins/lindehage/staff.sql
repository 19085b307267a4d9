-- WTF is the size of the contract (werktijdfactor), with a decimal comma.
SELECT
  AFK AS staff_id,
  ONDERWIJZEND = 'J' AS teaches,
  LEERGANG_LOOPBAANCOACHING = 'J' AS course_alumnus,
  CASE
    WHEN parse_decimal(WTF) < 0.5 THEN 'lt_0_5'
    WHEN parse_decimal(WTF) <= 0.8 THEN '0_5_to_0_8'
    WHEN parse_decimal(WTF) > 0.8 THEN 'gt_0_8'
    ELSE 'unknown'
  END AS contract_class,
  source_row
FROM medewerkers
