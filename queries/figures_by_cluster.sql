-- One row per selected cluster and metric in $metrics that it reports at the end of $year, with
-- its evidence.
select
    selected_cluster.cluster_id, selected_cluster.name, evidence.metric_id,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis,
    evidence.open_above, evidence.open_below,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.basis_source_id,
    evidence.growth
from selected_cluster
join evidence on evidence.cluster_id = selected_cluster.cluster_id
where evidence.year = $year
  and list_contains(cast($metrics as varchar[]), evidence.metric_id)
order by
    evidence.metric_id, evidence.value desc, selected_cluster.name, selected_cluster.cluster_id
