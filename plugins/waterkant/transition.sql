-- An empty destination is one that the aftercare could not find out.
SELECT
  v.studentnummer AS student_id,
  concat(v.studentnummer, '-2024-2025') AS from_enrolment_id,
  v.jaar AS reference_year,
  CASE v.bestemming
    WHEN 'deze school' THEN 'same_school'
    WHEN 'mbo 2' THEN 'mbo_2'
    WHEN 'mbo 3' THEN 'mbo_3'
    WHEN 'mbo 4' THEN 'mbo_4'
    WHEN 'hbo bachelor' THEN 'hbo_ba'
    WHEN 'hbo ad' THEN 'hbo_ad'
    WHEN 'werk' THEN 'work'
    WHEN 'geen onderwijs' THEN 'no_education'
    ELSE coalesce(v.bestemming, 'unknown')
  END AS destination,
  CASE v.niveau WHEN 'hoger' THEN 'higher' WHEN 'gelijk' THEN 'equal' WHEN 'lager' THEN 'lower' ELSE 'not_applicable' END AS level_change,
  CASE v.na_een_jaar WHEN 'zelfde' THEN 'same' WHEN 'overgestapt' THEN 'switched' WHEN 'gestopt' THEN 'dropped_out' WHEN 'onbekend' THEN 'unknown' END AS after_one_year,
  'school_aftercare' AS provenance,
  v.source_row
FROM vervolg v
