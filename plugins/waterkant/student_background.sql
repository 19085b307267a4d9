-- From the intake, and sex from the register. The postcode is looked up here and goes no further.
SELECT
  s.studentnummer AS student_id,
  s.studiejaar AS school_year,
  CASE p.column_5 WHEN 'M' THEN 'm' WHEN 'V' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown' END AS gender,
  ses_quintile(parse_decimal(w.ses_score)) AS ses_quintile,
  -- First generation: neither parent studied.
  CASE i.ouders_hebben_gestudeerd WHEN 'nee' THEN 'ja' WHEN 'ja' THEN 'nee' WHEN 'weet niet' THEN 'weet_niet' END AS first_generation,
  CASE i.vooropleiding WHEN 'vmbo basis' THEN 'vmbo_bb' WHEN 'vmbo kader' THEN 'vmbo_kb' WHEN 'vmbo tl' THEN 'vmbo_tl' WHEN 'mbo 2' THEN 'mbo_2' ELSE i.vooropleiding END AS prior_education,
  i.extra_ondersteuning = 'J' AS support_need,
  'las' AS provenance,
  s.source_row
FROM studenten s
JOIN intake i ON i.studentnummer = s.studentnummer
JOIN register p ON p.column_1 = 'PER' AND p.column_2 = s.studentnummer
LEFT JOIN wijken w ON w.postcode4 = i.postcode
