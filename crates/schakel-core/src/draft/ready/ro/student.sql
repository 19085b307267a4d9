-- The number is that of the register: other files of the school are tied to it when they have it too.
SELECT
  coalesce(persoon, field_3) AS student_id,
  min(extract(year FROM parse_date(geboortedatum))) AS birth_year,
  min(source_row) AS source_row
FROM {PER}
GROUP BY coalesce(persoon, field_3)
