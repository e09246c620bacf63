-- One row per selected cluster that reports $metric at the end of $year, with its evidence.
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.seat_city,
    selected_cluster.lat, selected_cluster.lon, selected_cluster.seat_region_id,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis, evidence.note,
    evidence.open_above, evidence.open_below,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.source_publisher, evidence.source_date,
    evidence.basis_source_id, evidence.basis_source_title,
    evidence.stated_as_of, evidence.basis_as_of, evidence.growth
from selected_cluster
join evidence on evidence.cluster_id = selected_cluster.cluster_id
where evidence.metric_id = $metric and evidence.year = $year
order by evidence.value desc, selected_cluster.name, selected_cluster.cluster_id
