-- What students of a year did on 1 October after it, as far as that is higher education; only of years of which the
-- next one is in the file. Who has no line any more has an unknown destination. The switch after a year is of first-year
-- students.
SELECT
  a.Persoonsgebonden_nummer AS student_id,
  concat(a.Persoonsgebonden_nummer, '-', a.Inschrijvingsjaar, '-', a.source_row) AS from_enrolment_id,
  CAST(a.Inschrijvingsjaar AS INT) + 1 AS reference_year,
  CASE
    WHEN h.number IS NOT NULL THEN 'same_school'
    WHEN n.kind = 'wo' THEN 'wo'
    WHEN n.type = 'ad' THEN 'hbo_ad'
    WHEN n.kind = 'hbo' THEN 'hbo_ba'
    ELSE 'unknown'
  END AS destination,
  n.programme AS programme_code,
  CASE
    WHEN h.number IS NOT NULL OR n.kind IS NULL THEN 'not_applicable'
    WHEN n.rank > a.rank THEN 'higher'
    WHEN n.rank < a.rank THEN 'lower'
    ELSE 'equal'
  END AS level_change,
  CASE
    WHEN a.Inschrijvingsjaar <> a.first_year THEN NULL
    WHEN s.number IS NOT NULL THEN 'same'
    WHEN h.number IS NOT NULL OR n.kind IS NOT NULL THEN 'switched'
    ELSE 'dropped_out'
  END AS after_one_year,
  '1cho' AS provenance,
  a.source_row
FROM (
  SELECT
    Persoonsgebonden_nummer,
    Inschrijvingsjaar,
    Opleidingscode,
    {=.Eerste_jaar_aan_deze_instelling} AS first_year,
    CASE
      WHEN Soort_hoger_onderwijs = 'wo' THEN 3
      WHEN {=.Type_hoger_onderwijs_binnen_soort_hoger_onderwijs} = 'ad' THEN 1
      ELSE 2
    END AS rank,
    source_row
  FROM {}
  WHERE {=.Soort_inschrijving_actuele_instelling} = '1'
    AND Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
    AND Inschrijvingsjaar < (SELECT max(Inschrijvingsjaar) FROM {})
) AS a
-- The same programme here, anything here, and the main enrolment in higher education.
LEFT JOIN (
  SELECT DISTINCT
    Persoonsgebonden_nummer AS number,
    CAST(Inschrijvingsjaar AS INT) - 1 AS year,
    Opleidingscode AS programme
  FROM {}
  WHERE Indicatie_actief_op_peildatum = '1'
    AND Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
) AS s ON s.number = a.Persoonsgebonden_nummer
  AND s.year = CAST(a.Inschrijvingsjaar AS INT)
  AND s.programme = a.Opleidingscode
LEFT JOIN (
  SELECT DISTINCT Persoonsgebonden_nummer AS number, CAST(Inschrijvingsjaar AS INT) - 1 AS year
  FROM {}
  WHERE {=.Indicatie_actief_op_peildatum} = '1'
    AND Actuele_instelling = (SELECT Actuele_instelling FROM {} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
) AS h ON h.number = a.Persoonsgebonden_nummer AND h.year = CAST(a.Inschrijvingsjaar AS INT)
LEFT JOIN (
  SELECT
    Persoonsgebonden_nummer AS number,
    CAST(Inschrijvingsjaar AS INT) - 1 AS year,
    Opleidingscode AS programme,
    Soort_hoger_onderwijs AS kind,
    Type_hoger_onderwijs_binnen_soort_hoger_onderwijs AS type,
    CASE
      WHEN Soort_hoger_onderwijs = 'wo' THEN 3
      WHEN Type_hoger_onderwijs_binnen_soort_hoger_onderwijs = 'ad' THEN 1
      ELSE 2
    END AS rank
  FROM {}
  WHERE {=.Soort_inschrijving_hoger_onderwijs} = '1'
) AS n ON n.number = a.Persoonsgebonden_nummer AND n.year = CAST(a.Inschrijvingsjaar AS INT)
