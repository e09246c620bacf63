-- One row per group of the kind $by (see cluster_group) and year up to $year: the values of
-- $metric put together, how many clusters report, and how many of them observed it that year.
-- One that is only active in the places chosen is in no region or country.
select
    cluster_group.group_id, cluster_group.name_en, cluster_group.name_de, metric_by_year.year,
    sum(value)                               as total,
    sum(low)                                 as low,
    sum(high)                                as high,
    median(value)                            as median,
    count(*)                                 as reporting,
    count(case when observed then 1 end)     as observed,
    count(case when carried_forward then 1 end) as carried_forward,
    count(case when exact then 1 end)        as exact,
    count(case when metric_by_year.open_above then 1 end) as open_above,
    sum(case when exact then value end)      as exact_total,
    min(coalesce(as_of, window_begin)) as first_as_of,
    arg_min(as_of is null, coalesce(as_of, window_begin)) as first_undated,
    max(coalesce(as_of, window_end)) as last_as_of,
    arg_max(as_of is null, coalesce(as_of, window_end)) as last_undated,
    list_sort(list(distinct source_id))                 as source_ids
from metric_by_year
join cluster_group using (cluster_id)
where not (metric_by_year.seat_elsewhere and $by <> 'sector')
group by cluster_group.group_id, cluster_group.name_en, cluster_group.name_de, metric_by_year.year
order by cluster_group.group_id, metric_by_year.year
