-- name = "double_ratings"
-- [columns]
-- ingredient = "ingredient.name"
-- wave_number = "ingredient_observation.wave_number"
-- level = "ingredient_observation.level"
-- second_level = "ingredient_observation.second_rater_level"
SELECT o.school_id, i.name AS ingredient, o.wave_number, o.level, o.second_rater_level AS second_level
FROM ingredient_observation o
JOIN ingredient i ON i.school_id = o.school_id AND i.ingredient_id = o.ingredient_id
WHERE o.second_rater_level IS NOT NULL
ORDER BY o.school_id, i.name, o.wave_number, o.basis, o.rater_alias
