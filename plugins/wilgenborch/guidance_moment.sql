-- A word that is not in vormen.csv or plekken.csv goes to the gate as it is, so that the gate can name it.
SELECT
  m.id AS moment_id,
  m.datum AS date,
  m.duur AS minutes,
  coalesce(v.vorm, m.soort) AS form,
  coalesce(p.plek, m.waar) AS setting,
  m.gepland AS scheduled,
  replace(replace(replace(replace(replace(replace(m.themas,
    'profielkeuze', 'profile_choice'),
    'vervolgkeuze', 'next_study_choice'),
    'hoger', 'higher_education_possible'),
    'arbeidsmarkt', 'labour_market'),
    'belemmering', 'obstacle'),
    'anders', 'other') AS topics,
  CASE m.initiatief WHEN 'leerling' THEN 'student' WHEN 'ouder' THEN 'parent' WHEN 'docent' THEN 'teacher' ELSE m.initiatief END AS initiative,
  'registration' AS evidence,
  m.source_row
FROM momenten m
LEFT JOIN vormen v ON v.soort = m.soort
LEFT JOIN plekken p ON p.waar = m.waar
