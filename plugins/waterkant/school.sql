-- The list has a row per team; the school is in all of them.
SELECT naam AS name, brin, sector, min(source_row) AS source_row FROM instelling GROUP BY naam, brin, sector
