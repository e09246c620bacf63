-- One row per drawn region in which a selected cluster has its seat ($at = 'seat') or which it
-- covers ($at = 'covered'): how many clusters, how many report $metric, and their values put
-- together. Values are null where none of them reports.
-- A cluster that is only active in the places chosen counts for no place besides these.
select
    region.region_id, region.name_en, region.name_de, region.country_id,
    count(*)                                            as clusters,
    count(metric_by_cluster.value)                      as reporting,
    count(case when metric_by_cluster.exact then 1 end) as exact,
    count(case when metric_by_cluster.open_above then 1 end) as open_above,
    sum(case when metric_by_cluster.exact then metric_by_cluster.value end) as exact_total,
    sum(metric_by_cluster.value)                        as total,
    sum(metric_by_cluster.low)                          as low,
    sum(metric_by_cluster.high)                         as high,
    median(metric_by_cluster.value)                     as median,
    min(coalesce(metric_by_cluster.as_of, metric_by_cluster.window_begin)) as first_as_of,
    arg_min(metric_by_cluster.as_of is null, coalesce(metric_by_cluster.as_of, metric_by_cluster.window_begin)) as first_undated,
    max(coalesce(metric_by_cluster.as_of, metric_by_cluster.window_end)) as last_as_of,
    arg_max(metric_by_cluster.as_of is null, coalesce(metric_by_cluster.as_of, metric_by_cluster.window_end)) as last_undated,
    list_sort(list(distinct metric_by_cluster.source_id))          as source_ids
from (
    select cluster_id, seat_region_id as region_id
    from selected_cluster
    where $at = 'seat' and seat_region_id is not null and not seat_elsewhere
    union all
    select cluster_id, region_id
    from covered_region
    join selected_cluster using (cluster_id)
    where $at = 'covered'
      and (
            not seat_elsewhere
            or covered_region.region_id in (select selected_place.region_id from selected_place)
        )
) place
join region using (region_id)
left join metric_by_cluster using (cluster_id)
group by region.region_id, region.name_en, region.name_de, region.country_id
order by region.region_id
