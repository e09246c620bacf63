-- One row per selected cluster and metric that it reports at the end of $year, with its evidence
-- down to the place in the source; derived metrics with that of both observations they stand on.
select
    selected_cluster.cluster_id, selected_cluster.name, evidence.metric_id, metric.position,
    metric.about, metric.derived is not null as is_derived,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis, evidence.note,
    evidence.open_above, evidence.open_below,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_url, evidence.growth,
    evidence.source_id, evidence.source_title, evidence.source_publisher, evidence.source_date,
    evidence.locator, evidence.observation_id, evidence.stated_as_of,
    evidence.basis_source_id, evidence.basis_source_title,
    evidence.basis_source_publisher, evidence.basis_source_date,
    evidence.basis_locator, evidence.basis_as_of, evidence.basis_observation_id
from selected_cluster
join evidence
  on evidence.cluster_id = selected_cluster.cluster_id and evidence.year = $year
join metric on metric.metric_id = evidence.metric_id
order by selected_cluster.name, selected_cluster.cluster_id, metric.position
