-- One row per selected cluster with a founding year up to $year: when it began and, if it did, ended.
select
    cluster_id, metric_by_cluster.name, metric_by_cluster.value::integer as founding_year,
    metric_by_cluster.qualifier, metric_by_cluster.pattern_en, metric_by_cluster.pattern_de,
    metric_by_cluster.low, metric_by_cluster.high, metric_by_cluster.exact,
    selected_cluster.ended_on, metric_by_cluster.as_of, metric_by_cluster.source_id,
    metric_by_cluster.source_title, metric_by_cluster.source_publisher,
    metric_by_cluster.source_date
from metric_by_cluster
join selected_cluster using (cluster_id)
order by metric_by_cluster.value, metric_by_cluster.name, cluster_id
