-- One row per selected cluster with a known seat; its value of $metric at the end of $year, with
-- the evidence, is missing where it reports none.
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.seat_city,
    selected_cluster.lat, selected_cluster.lon, selected_cluster.seat_region_id,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    metric_by_cluster.value, metric_by_cluster.low, metric_by_cluster.high,
    metric_by_cluster.qualifier, metric_by_cluster.pattern_en, metric_by_cluster.pattern_de,
    metric_by_cluster.open_above, metric_by_cluster.open_below,
    metric_by_cluster.as_of, metric_by_cluster.as_of_basis, metric_by_cluster.window_begin,
    metric_by_cluster.window_end, metric_by_cluster.window_exclusive,
    metric_by_cluster.carried_forward, metric_by_cluster.aged_from, metric_by_cluster.source_id,
    metric_by_cluster.source_title, metric_by_cluster.basis_source_id,
    metric_by_cluster.basis_source_title, metric_by_cluster.note, metric_by_cluster.growth
from selected_cluster
left join metric_by_cluster on metric_by_cluster.cluster_id = selected_cluster.cluster_id
where selected_cluster.lat is not null
order by selected_cluster.cluster_id
