-- One row per cluster in $picked and metric it reports at the end of $year, with its evidence.
select
    cluster.cluster_id, cluster.name, evidence.metric_id, metric.position,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis, evidence.note,
    evidence.open_above, evidence.open_below,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.source_publisher, evidence.source_date,
    evidence.basis_source_id, evidence.basis_source_title,
    evidence.stated_as_of, evidence.basis_as_of, evidence.growth
from cluster
join evidence on evidence.cluster_id = cluster.cluster_id
join metric   on metric.metric_id = evidence.metric_id
where list_contains(cast($picked as varchar[]), cluster.cluster_id) and evidence.year = $year
order by metric.position, cluster.name, cluster.cluster_id
