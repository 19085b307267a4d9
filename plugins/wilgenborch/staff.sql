-- Accounts with status tobedeleted are those of the supplier.
SELECT
  sourcedId AS staff_id,
  strpos(concat(';', metadata_functies, ';'), ';doc;') > 0 AS teaches,
  metadata_leergang_lc = 'ja' AS course_alumnus,
  CASE
    WHEN parse_decimal(metadata_fte) < 0.5 THEN 'lt_0_5'
    WHEN parse_decimal(metadata_fte) <= 0.8 THEN '0_5_to_0_8'
    WHEN parse_decimal(metadata_fte) > 0.8 THEN 'gt_0_8'
    ELSE 'unknown'
  END AS contract_class,
  source_row
FROM users
WHERE status = 'active' AND role <> 'student'
