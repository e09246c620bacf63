-- One row per metric and year up to $year that a selected cluster reports: how many report it, how
-- many of them with a figure dated in that year; the others' are carried forward. Attributes, such
-- as the founding year, are not stated for a year: observed is null.
select
    metric.metric_id, metric.position, evidence.year,
    count(*)                             as reporting,
    case
        when metric.kind <> 'attribute'
        then count(case when left(evidence.as_of, 4)::integer = evidence.year then 1 end)
    end                                  as observed,
    min(coalesce(evidence.as_of, evidence.window_begin)) as first_as_of,
    arg_min(evidence.as_of is null, coalesce(evidence.as_of, evidence.window_begin)) as first_undated,
    max(coalesce(evidence.as_of, evidence.window_end)) as last_as_of,
    arg_max(evidence.as_of is null, coalesce(evidence.as_of, evidence.window_end)) as last_undated,
    list_sort(list(distinct evidence.source_id))    as source_ids
from evidence
join selected_cluster on selected_cluster.cluster_id = evidence.cluster_id
join metric           on metric.metric_id = evidence.metric_id
where metric.derived is null
group by metric.metric_id, metric.position, metric.kind, evidence.year
order by metric.position, evidence.year
