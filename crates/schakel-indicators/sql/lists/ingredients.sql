-- name = "ingredients"
-- [columns]
-- name = "ingredient.name"
-- level = "ingredient_observation.level"
-- basis = "ingredient_observation.basis"
-- wave_number = "ingredient_observation.wave_number"
SELECT o.school_id, i.name, o.agreed AS level, o.basis, o.wave_number
FROM (
  SELECT school_id, ingredient_id, agreed, basis, wave_number,
    row_number() OVER (
      PARTITION BY school_id, ingredient_id
      ORDER BY wave_number DESC, agreed DESC, basis, rater_alias
    ) AS place
  FROM (
    -- Of two levels the lower is the one that both raters found.
    SELECT school_id, ingredient_id, least(level, coalesce(second_rater_level, level)) AS agreed, basis, wave_number,
      rater_alias
    FROM ingredient_observation
  )
) o
JOIN ingredient i ON i.school_id = o.school_id AND i.ingredient_id = o.ingredient_id
WHERE o.place = 1
ORDER BY o.school_id, o.agreed DESC, i.name
