-- A team of staff is no group of students. Which programme and year a group belongs to is not told by OOAPI.
SELECT
  g.groupId AS group_id,
  coalesce({?groups__name}n.name, {/}{g:groups.primaryCode_code}, g.groupId) AS name,
  CASE {=g:groups.groupType} WHEN 'class' THEN 'stamgroep' ELSE 'lesgroep' END AS kind,
  coalesce(school_year({g:groups.startDate}), '{@school_year}') AS school_year,
  g.source_row
FROM {groups} g
{?groups__name}LEFT JOIN (
  SELECT parent_row, coalesce(max(CASE WHEN language LIKE 'nl%' THEN value END), max(value)) AS name
  FROM {groups__name}
  GROUP BY parent_row
) AS n ON n.parent_row = g.source_row
{/}WHERE g.groupType <> 'team'
