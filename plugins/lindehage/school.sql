-- The list has a row per team; the school is in all of them.
SELECT NAAM AS name, BRIN AS brin, SECTOR AS sector, min(source_row) AS source_row
FROM school_lijst
GROUP BY NAAM, BRIN, SECTOR
