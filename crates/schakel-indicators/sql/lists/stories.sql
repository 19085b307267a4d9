-- name = "stories"
-- [columns]
-- title = { column = "story.title", released = "released" }
-- text = { column = "story.text", released = "released" }
-- released_by = "story.released_by"
-- released_on = "story.released_on"
SELECT school_id, title, text, released_by, released_on, released
FROM story
WHERE released AND (released_on IS NULL OR released_on <= {report_date})
ORDER BY school_id, released_on DESC, story_id
