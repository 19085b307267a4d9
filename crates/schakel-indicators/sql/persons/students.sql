-- name = "students"
-- nl = "leerlingen of studenten, per schooljaar"
-- en = "students, per school year"
-- quasi = [
--   { name = "school_year", nl = "schooljaar", en = "school year" },
--   { name = "level", nl = "niveau", en = "level" },
--   { name = "year_level", nl = "leerjaar of studiejaar", en = "year of study" },
--   { name = "programme", nl = "opleiding", en = "programme" },
-- ]
-- values = [
--   { name = "moments", nl = "aantal begeleidingsmomenten; 9 is 9 of meer", en = "number of guidance moments; 9 is 9 or more" },
--   { name = "persons", nl = "met hoeveel verschillende mensen; 4 is 4 of meer", en = "with how many different people; 4 is 4 or more" },
--   { name = "roles", nl = "in hoeveel verschillende rollen; 4 is 4 of meer", en = "in how many different roles; 4 is 4 or more" },
--   { name = "encounters", nl = "ontmoetingen met de wereld buiten school; 4 is 4 of meer", en = "encounters with the world outside school; 4 is 4 or more" },
-- ]
SELECT school_id, school_year, level, CAST(year_level AS VARCHAR) AS year_level, programme,
  CAST(least(moments, 9) AS VARCHAR) AS moments, CAST(least(persons, 4) AS VARCHAR) AS persons,
  CAST(least(roles, 4) AS VARCHAR) AS roles, CAST(least(encounters, 4) AS VARCHAR) AS encounters
FROM reach
