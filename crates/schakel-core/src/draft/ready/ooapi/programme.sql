SELECT
  p.programId AS programme_id,
  CASE WHEN {p:programs.primaryCode_codeType} = 'crohoCreboCode' THEN {p:programs.primaryCode_code} END AS code,
  CASE
    WHEN coalesce({p:programs.primaryCode_codeType}, '') <> 'crohoCreboCode' THEN 'own'
    WHEN coalesce({p:programs.level}, {p:programs.sector}) LIKE 'secondary vocational%' THEN 'crebo'
    ELSE 'croho'
  END AS code_system,
  coalesce({?programs__name}n.name, {/}{p:programs.abbreviation}, p.programId) AS name,
  CASE
    WHEN {p:programs.level} LIKE 'secondary vocational education _'
      THEN concat('mbo_', substr({p:programs.level}, 32))
    WHEN {p:programs.sector} LIKE 'secondary vocational%'
      THEN concat('mbo_', substr({p:programs.levelOfQualification}, 1, 1))
    WHEN {p:programs.level} = 'associate degree' OR {p:programs.levelOfQualification} = '5' THEN 'ad'
    WHEN {p:programs.level} = 'bachelor' OR {p:programs.levelOfQualification} = '6'
      THEN CASE WHEN {p:programs.sector} = 'university education' THEN 'wo_bachelor' ELSE 'hbo_bachelor' END
    WHEN {p:programs.level} = 'master' OR {p:programs.levelOfQualification} = '7'
      THEN CASE WHEN {p:programs.sector} = 'university education' THEN 'wo_master' ELSE 'hbo_master' END
    ELSE {p:programs.level}
  END AS level,
  CASE {p:programs.modeOfStudy}
    WHEN 'full-time' THEN 'voltijd'
    WHEN 'part-time' THEN 'deeltijd'
    WHEN 'dual training' THEN 'duaal'
  END AS track,
  p.source_row
FROM {programs} p
{?programs__name}LEFT JOIN (
  SELECT parent_row, coalesce(max(CASE WHEN language LIKE 'nl%' THEN value END), max(value)) AS name
  FROM {programs__name}
  GROUP BY parent_row
) AS n ON n.parent_row = p.source_row
{/}
