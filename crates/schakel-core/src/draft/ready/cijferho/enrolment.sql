-- Every line of this institution, a year of an enrolment. The year of study is counted from the first in the programme.
SELECT
  concat(Persoonsgebonden_nummer, '-', Inschrijvingsjaar, '-', source_row) AS enrolment_id,
  Persoonsgebonden_nummer AS student_id,
  Opleidingscode AS programme_id,
  least(greatest(1 + CAST(Inschrijvingsjaar AS INT) - CAST(coalesce(
    {.Eerste_jaar_aan_deze_opleiding_instelling},
    {.Eerste_jaar_aan_deze_instelling}
  ) AS INT), 1), 8) AS year_level,
  school_year(Inschrijvingsjaar) AS school_year,
  coalesce(
    parse_date(nullif({.Datum_inschrijving}, '00000000'), 'jjjjmmdd'),
    CAST(concat(Inschrijvingsjaar, '-09-01') AS DATE)
  ) AS "from",
  parse_date(nullif({.Datum_uitschrijving}, '00000000'), 'jjjjmmdd') AS until,
  CASE
    WHEN coalesce({.Code_beeindiging}, '0') = '0' THEN 'active'
    WHEN {.Code_beeindiging} IN ('1', '6') THEN 'graduated'
    WHEN {.Code_beeindiging} = '8' THEN 'left'
    ELSE 'dropped_out'
  END AS status,
  {=.Indicatie_actief_op_peildatum} = '1' AS on_reference_date,
  source_row
FROM {}
WHERE Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
