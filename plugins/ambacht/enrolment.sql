SELECT
  v.verbintenis_id AS enrolment_id,
  v.nr AS student_id,
  g.crebo AS programme_id,
  v.groep_id AS group_id,
  g.leerjaar AS year_level,
  g.studiejaar AS school_year,
  v.van AS "from",
  v.tot AS until,
  CASE WHEN v.einde = 'diploma' THEN 'graduated' WHEN v.einde = 'gestopt' THEN 'dropped_out' WHEN v.einde = 'volgend jaar' THEN 'moved'
       WHEN v.einde IS NULL THEN 'active' ELSE 'left' END AS status,
  v.op_teldatum = 1 AS on_reference_date,
  v.source_row
FROM db__verbintenis v
JOIN db__groep g ON g.groep_id = v.groep_id
