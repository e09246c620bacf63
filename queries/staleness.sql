-- One row per dated metric that a selected cluster reports up to the end of $year: how old the latest
-- figures are, in classes of years from the one they hold for to $year, and how many clusters
-- report it only in a text whose window has not ended by then. A window without a beginning has no
-- known age.
with aged as (
    select
        metric_id,
        count(*)                                         as reporting,
        count(case when age <= 1 then 1 end)             as up_to_1,
        count(case when age between 2 and 3 then 1 end)  as from_2_to_3,
        count(case when age between 4 and 5 then 1 end)  as from_4_to_5,
        count(case when age between 6 and 10 then 1 end) as from_6_to_10,
        count(case when age > 10 then 1 end)             as over_10,
        count(case when age is null then 1 end)          as unknown_age,
        median(age)                                      as median_age,
        min(coalesce(as_of, window_begin))               as first_as_of,
        max(coalesce(as_of, window_end))                 as last_as_of,
        list_sort(list(distinct source_id))              as source_ids
    from latest_figures
    group by metric_id
),

without_date as (
    select undated.metric_id, count(*) as undated
    from undated
    join selected_cluster on selected_cluster.cluster_id = undated.cluster_id
    group by undated.metric_id
)

select
    metric.metric_id, metric.position,
    coalesce(aged.reporting, 0)    as reporting,
    coalesce(aged.up_to_1, 0)      as up_to_1,
    coalesce(aged.from_2_to_3, 0)  as from_2_to_3,
    coalesce(aged.from_4_to_5, 0)  as from_4_to_5,
    coalesce(aged.from_6_to_10, 0) as from_6_to_10,
    coalesce(aged.over_10, 0)      as over_10,
    coalesce(aged.unknown_age, 0)  as unknown_age,
    aged.median_age,
    coalesce(without_date.undated, 0) as undated,
    aged.first_as_of, aged.last_as_of,
    coalesce(aged.source_ids, cast([] as varchar[])) as source_ids
from metric
left join aged         on aged.metric_id = metric.metric_id
left join without_date on without_date.metric_id = metric.metric_id
where aged.metric_id is not null or without_date.metric_id is not null
order by metric.position
