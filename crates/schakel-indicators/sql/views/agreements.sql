-- Whether a member of staff agrees (4 or 5 of 5) with a statement about the own contribution, with all three of
-- them, and with knowing the vision.
SELECT school_id, label, respondent_key,
  CASE code WHEN 'C_KNOW' THEN 'knows' WHEN 'C_ABLE' THEN 'able' WHEN 'C_OWNWAY' THEN 'own_way' END AS statement,
  score >= {agree_from} AS agrees
FROM item_scores
WHERE kind = 'staff' AND dimension = 'contribution' AND code IN ('C_KNOW', 'C_ABLE', 'C_OWNWAY')
  AND score IS NOT NULL
UNION ALL
SELECT school_id, label, respondent_key, 'all_three', min(score) >= {agree_from}
FROM item_scores
WHERE kind = 'staff' AND dimension = 'contribution' AND code IN ('C_KNOW', 'C_ABLE', 'C_OWNWAY')
  AND score IS NOT NULL
GROUP BY school_id, label, respondent_key
HAVING count(*) = 3
UNION ALL
SELECT school_id, label, respondent_key, 'knows_vision', score >= {agree_from}
FROM item_scores
WHERE kind = 'staff' AND scale_id = 'knows_vision' AND score IS NOT NULL
