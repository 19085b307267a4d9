-- One row per student and year. The postcode is looked up here and goes no further.
SELECT
  v.nr AS student_id,
  g.studiejaar AS school_year,
  d.geslacht AS gender,
  ses_quintile(parse_decimal(w.ses_score, ',')) AS ses_quintile,
  -- First generation: neither parent studied.
  CASE i.ouders_gestudeerd WHEN 'nee' THEN 'ja' WHEN 'ja' THEN 'nee' ELSE i.ouders_gestudeerd END AS first_generation,
  i.vooropleiding AS prior_education,
  i.ondersteuning = 1 AS support_need,
  'las' AS provenance,
  v.source_row
FROM db__verbintenis v
JOIN db__groep g ON g.groep_id = v.groep_id
JOIN db__deelnemer d ON d.nr = v.nr
JOIN db__intake i ON i.nr = v.nr
LEFT JOIN wijken w ON w.postcode4 = i.postcode
WHERE d.is_test = 0
