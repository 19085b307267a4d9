-- name = "hours_to_schedule"
-- [columns]
-- purpose = "time_allocation.purpose"
-- granted = "time_allocation.hours_granted"
-- scheduled = "time_allocation.hours_scheduled"
-- to_schedule = "time_allocation.hours_scheduled"
SELECT school_id, purpose, round(sum(hours_granted)) AS granted, round(sum(hours_scheduled)) AS scheduled,
  round(sum(hours_granted)) - round(sum(hours_scheduled)) AS to_schedule
FROM time_allocation
WHERE school_year = {school_year}
GROUP BY school_id, purpose
HAVING round(sum(hours_granted)) > round(sum(hours_scheduled))
ORDER BY school_id, to_schedule DESC, purpose
