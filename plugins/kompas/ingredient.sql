SELECT ingredient_id, name, description, origin, 'ingredients' AS source_id, source_row
FROM ingredients
