-- One row per selected cluster that reports $metric at the end of $year and belongs to a group
-- of the kind $by (see cluster_group): its value, its evidence, and the group. One that is only
-- active in the places chosen is in no region or country.
select
    metric_by_cluster.*,
    cluster_group.group_id, cluster_group.name_en as group_name_en,
    cluster_group.name_de as group_name_de
from metric_by_cluster
join cluster_group using (cluster_id)
where not (metric_by_cluster.seat_elsewhere and $by <> 'sector')
order by cluster_group.group_id, metric_by_cluster.value desc, metric_by_cluster.cluster_id
