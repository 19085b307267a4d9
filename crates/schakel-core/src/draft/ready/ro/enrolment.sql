-- A period (ISP) of an enrolment (ISG) lasts until the next one, or until the student left; it is of the school year in
-- which it ended, or of this one. The year of study is not told: it is counted from the day of enrolment.
-- Where a student went is not in it: only who moved to another programme of this school is known.
SELECT
  enrolment_id,
  student_id,
  programme_id,
  least(greatest(
    CAST(substr(school_year, 1, 4) AS INT) - CAST(substr(school_year(enrolled), 1, 4) AS INT) + 1, 1
  ), 8) AS year_level,
  school_year,
  begun AS "from",
  ended AS until,
  CASE
    WHEN ended IS NULL THEN 'active'
    WHEN moved THEN 'moved'
{?DIP.field_5}    WHEN graduated THEN 'graduated'
{/}    ELSE 'left'
  END AS status,
  begun <= CAST(concat(substr(school_year, 1, 4), '-10-01') AS DATE)
    AND coalesce(ended > CAST(concat(substr(school_year, 1, 4), '-10-01') AS DATE), true) AS on_reference_date,
  source_row
FROM (
  SELECT
    e.enrolment_id,
    e.student_id,
    e.programme_id,
    e.enrolled,
    e.begun,
    coalesce(e.next - INTERVAL '1 day', e.left_on) AS ended,
    e.next IS NOT NULL AS moved,
{?DIP.field_5}    d.person IS NOT NULL AS graduated,
{/}    CASE
      WHEN coalesce(e.next - INTERVAL '1 day', e.left_on) <= DATE '{@last_day}'
        THEN school_year(coalesce(e.next - INTERVAL '1 day', e.left_on))
      ELSE '{@school_year}'
    END AS school_year,
    e.source_row
  FROM (
    SELECT
      concat(coalesce(p.persoon, p.field_3), '-', p.volgnummer, '-', p.begindatum) AS enrolment_id,
      coalesce(p.persoon, p.field_3) AS student_id,
      p.opleidingcode AS programme_id,
      parse_date(i.inschrijfdatum) AS enrolled,
      parse_date(p.begindatum) AS begun,
      parse_date(i.uitschrijfdatum) AS left_on,
      lead(parse_date(p.begindatum)) OVER (PARTITION BY p.parent_row ORDER BY parse_date(p.begindatum)) AS next,
      p.source_row
    FROM {ISP} p
    JOIN {ISG} i ON i.source_row = p.parent_row
  ) AS e
{?DIP.field_5}  -- The fifth field of a diploma is the code of the programme.
  LEFT JOIN (SELECT DISTINCT coalesce(persoon, field_3) AS person, field_5 AS programme FROM {DIP}) AS d
    ON d.person = e.student_id AND d.programme = e.programme_id
{/}) AS periods
