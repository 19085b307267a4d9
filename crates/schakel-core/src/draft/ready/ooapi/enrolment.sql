-- year_level is needed, and OOAPI does not tell it: look whether a field of the school's own (consumers) does.
-- An enrolment is an association with an offering of a programme.
SELECT
  a.associationId AS enrolment_id,
  coalesce({a:associations.person}, {a:associations.person_personId}) AS student_id,
  coalesce({o:offerings.program}, {o:offerings.program_programId}, {a:associations.offering_program}) AS programme_id,
  coalesce(
    school_year(coalesce({o:offerings.startDate}, {a:associations.offering_startDate})),
    '{@school_year}'
  ) AS school_year,
  coalesce({o:offerings.startDate}, {a:associations.offering_startDate}, '{@first_day}') AS "from",
  coalesce({o:offerings.endDate}, {a:associations.offering_endDate}) AS until,
  CASE WHEN {a:associations.result_pass} = 'passed' THEN 'graduated' ELSE 'active' END AS status,
  'yes' AS on_reference_date,
  a.source_row
FROM {associations} a
{?offerings}LEFT JOIN {offerings} o
  ON o.offeringId = coalesce({a:associations.offering}, {a:associations.offering_offeringId})
{/}WHERE a.associationType = 'programOfferingAssociation'
  AND a.role = 'student'
  AND coalesce({a:associations.state}, 'associated') = 'associated'
