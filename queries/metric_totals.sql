-- One row per metric in $metrics, in their order: the metric over the selection at the end of
-- $year. Sums mean something for additive metrics only. low and high are the sums of the hedges'
-- ends. undated: how many more report it without any date, so that no year can show it.
select
    metric.metric_id,
    sum(measured.value)                                     as total,
    sum(measured.low)                                       as low,
    sum(measured.high)                                      as high,
    median(measured.value)                                  as median,
    count(measured.value)                                   as reporting,
    count(case when measured.exact then 1 end)              as exact,
    count(case when measured.open_above then 1 end) as open_above,
    sum(case when measured.exact then measured.value end)   as exact_total,
    min(coalesce(measured.as_of, measured.window_begin))                                as first_as_of,
    max(coalesce(measured.as_of, measured.window_end))                                as last_as_of,
    (select count(*) from selected_cluster)                 as selected,
    (
        select count(*)
        from undated
        join selected_cluster on selected_cluster.cluster_id = undated.cluster_id
        where undated.metric_id = metric.metric_id
    )                                                       as undated
from metric
left join (
    select evidence.*
    from evidence
    join selected_cluster on selected_cluster.cluster_id = evidence.cluster_id
    where evidence.year = $year
      and list_contains(cast($metrics as varchar[]), evidence.metric_id)
) measured on measured.metric_id = metric.metric_id
where list_contains(cast($metrics as varchar[]), metric.metric_id)
group by metric.metric_id
order by list_position(cast($metrics as varchar[]), metric.metric_id)
