-- Used only when the school turned breakdowns by background on.
{?ses&.leerlingAdresPostcode}-- The score is that of the area in its latest year.
{/}SELECT
  s.leerlingNummer AS student_id,
  '{@school_year}' AS school_year,
  CASE upper(substr(s.leerlingGeslacht, 1, 1))
    WHEN 'M' THEN 'm' WHEN 'V' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown'
  END AS gender,
{?ses}  ses_quintile(parse_decimal(w.score, '.')) AS ses_quintile,
{/}  'las' AS provenance,
  s.source_row
FROM {} s
{?ses}LEFT JOIN (
  SELECT pc4, last_value(score ORDER BY year) AS score
  FROM {ses}
  WHERE score IS NOT NULL
  GROUP BY pc4
) AS w ON w.pc4 = s.leerlingAdresPostcode
{/}
