-- How many moments each guide of whom the name is known carried; a moment with several guides is divided between them.
SELECT school_id, school_year, staff_key, sum(weight) AS moments
FROM guides
WHERE staff_key IS NOT NULL
GROUP BY school_id, school_year, staff_key
HAVING sum(weight) > 0
