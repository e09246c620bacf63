-- One row per selected cluster and dated metric that it reports at the end of $year: the figure with
-- its evidence, and its age: the years from the one it holds for to $year; a window is as old as its beginning,
-- and of unknown age (null) without one. Figures that are worked
-- out from others and attributes such as the founding year are no older in one year than in another.
select
    selected_cluster.cluster_id, selected_cluster.name,
    evidence.metric_id, metric.position, evidence.year,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis, evidence.note,
    evidence.open_above, evidence.open_below,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.source_publisher, evidence.source_date,
    evidence.locator, source.url,
    evidence.year - evidence.aged_from as age
from selected_cluster
join evidence on evidence.cluster_id = selected_cluster.cluster_id
join metric   on metric.metric_id = evidence.metric_id
join source   on source.source_id = evidence.source_id
where evidence.year = $year and metric.kind <> 'attribute' and metric.derived is null
order by age desc nulls first, selected_cluster.name, selected_cluster.cluster_id, metric.position
