-- The list of the research team.
SELECT ingredient_id, name, description, origin, source_row FROM ingredient
