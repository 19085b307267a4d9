-- The school years of the report, each with its first day, its last day and the day on which students are counted.
SELECT school_year, first_day, last_day, reference_date
FROM (VALUES {years}) AS y (school_year, first_day, last_day, reference_date)
