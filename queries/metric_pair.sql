-- One row per selected cluster that reports both $x and $y at the end of $year; $size may be missing.
select
    selected_cluster.cluster_id, selected_cluster.name,
    x.value as x, x.low as x_low, x.high as x_high, x.as_of as x_as_of,
    y.value as y, y.low as y_low, y.high as y_high, y.as_of as y_as_of,
    size.value as size, size.low as size_low, size.high as size_high, size.as_of as size_as_of,
    x_observation.qualifier as x_qualifier, y_observation.qualifier as y_qualifier,
    size_observation.qualifier as size_qualifier, size_observation.source_id as size_source_id,
    x_qualifier.pattern_en as x_pattern_en, x_qualifier.pattern_de as x_pattern_de,
    y_qualifier.pattern_en as y_pattern_en, y_qualifier.pattern_de as y_pattern_de,
    size_qualifier.pattern_en as size_pattern_en, size_qualifier.pattern_de as size_pattern_de,
    x_observation.qualifier = 'exact' and y_observation.qualifier = 'exact' as exact,
    x_source.source_id as x_source_id, x_source.title as x_source_title,
    y_source.source_id as y_source_id, y_source.title as y_source_title,
    cluster_group.group_id, cluster_group.name_en as group_name_en,
    cluster_group.name_de as group_name_de
from selected_cluster
join snapshot x on x.cluster_id = selected_cluster.cluster_id and x.metric_id = $x and x.year = $year
join snapshot y on y.cluster_id = selected_cluster.cluster_id and y.metric_id = $y and y.year = $year
left join snapshot size
  on size.cluster_id = selected_cluster.cluster_id and size.metric_id = $size and size.year = $year
join observation x_observation on x_observation.observation_id = x.observation_id
join observation y_observation on y_observation.observation_id = y.observation_id
left join observation size_observation on size_observation.observation_id = size.observation_id
left join qualifier size_qualifier on size_qualifier.qualifier = size_observation.qualifier
join qualifier x_qualifier on x_qualifier.qualifier = x_observation.qualifier
join qualifier y_qualifier on y_qualifier.qualifier = y_observation.qualifier
join source x_source on x_source.source_id = x_observation.source_id
join source y_source on y_source.source_id = y_observation.source_id
left join cluster_group on cluster_group.cluster_id = selected_cluster.cluster_id
order by selected_cluster.name, selected_cluster.cluster_id
