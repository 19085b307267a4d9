-- The background of the students in the total, as far as it is known: the groups by which opportunities are
-- compared. A level, a track and what someone did before are not sensitive; the rest is.
SELECT school_id, school_year, student_key, "by", "group",
  "by" NOT IN ('level', 'track', 'prior_education') AS sensitive
FROM (
  SELECT l.school_id, l.school_year, l.student_key, v."by",
    CASE v."by"
      WHEN 'level' THEN l.level
      WHEN 'track' THEN l.track
      WHEN 'prior_education' THEN CASE WHEN b.prior_education <> 'unknown' THEN b.prior_education END
      WHEN 'first_generation' THEN CASE WHEN b.first_generation IN ('ja', 'nee') THEN b.first_generation END
      WHEN 'gender' THEN CASE WHEN b.gender IN ('m', 'v', 'x') THEN b.gender END
      ELSE CASE WHEN b.ses_quintile <= 2 THEN 'low' WHEN b.ses_quintile >= 3 THEN 'other' END
    END AS "group"
  FROM students l
  LEFT JOIN latest_background b ON b.school_id = l.school_id AND b.student_key = l.student_key
  CROSS JOIN (VALUES ('level'), ('track'), ('prior_education'), ('first_generation'), ('gender'), ('ses_quintile')
  ) AS v ("by")
)
WHERE "group" IS NOT NULL
