-- Used only when the school turned breakdowns by background on.
{?ses&.Postcodecijfers_student_op_1_oktober}-- The score is that of the area in its latest year.
{/}SELECT
  s.Persoonsgebonden_nummer AS student_id,
  school_year(s.Inschrijvingsjaar) AS school_year,
  CASE min({=s:.Geslacht}) WHEN 'M' THEN 'm' WHEN 'V' THEN 'v' WHEN 'X' THEN 'x' ELSE 'unknown' END AS gender,
{?ses&.Postcodecijfers_student_op_1_oktober}  min(ses_quintile(parse_decimal(w.score, '.'))) AS ses_quintile,
{/}  'las' AS provenance,
  min(s.source_row) AS source_row
FROM {} s
{?ses&.Postcodecijfers_student_op_1_oktober}LEFT JOIN (
  SELECT pc4, last_value(score ORDER BY year) AS score
  FROM {ses}
  WHERE score IS NOT NULL
  GROUP BY pc4
) AS w ON w.pc4 = s.Postcodecijfers_student_op_1_oktober
{/}WHERE s.Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
GROUP BY s.Persoonsgebonden_nummer, s.Inschrijvingsjaar
