-- Of the postcode only the four digits are used, and only to look up the area; it goes no further.
WITH lijst AS (
  SELECT '2024-2025' AS school_year, 'leerlingen_2425' AS source_id, STAMNR, GESLACHT, POSTCODE, OUDERS_GESTUDEERD, EXTRA_ONDERSTEUNING, source_row FROM leerlingen_2425
  UNION ALL
  SELECT '2025-2026', 'leerlingen_2526', STAMNR, GESLACHT, POSTCODE, OUDERS_GESTUDEERD, EXTRA_ONDERSTEUNING, source_row FROM leerlingen_2526
)
SELECT
  l.STAMNR AS student_id,
  l.school_year,
  CASE l.GESLACHT WHEN 'M' THEN 'm' WHEN 'V' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown' END AS gender,
  ses_quintile(parse_decimal(w.ses_score)) AS ses_quintile,
  CASE l.OUDERS_GESTUDEERD WHEN 'nee' THEN 'ja' WHEN 'ja' THEN 'nee' WHEN '?' THEN 'weet_niet' END AS first_generation,
  l.EXTRA_ONDERSTEUNING = 'J' AS support_need,
  'las' AS provenance,
  l.source_id,
  l.source_row
FROM lijst l
LEFT JOIN wijken w ON w.postcode4 = substr(l.POSTCODE, 1, 4)
