-- One row per metric and group of the kind $by (see cluster_group) that has a selected cluster: how
-- many clusters the group has, how many of them report the metric at the end of $year, and how many
-- of these with a figure dated in that year (null for attributes, which are not stated for a year).
-- One that is only active in the places chosen is in no region or country.
select
    metric.metric_id, metric.position,
    grouped.group_id, grouped.name_en as group_name_en, grouped.name_de as group_name_de,
    count(*)                             as clusters,
    count(evidence.value)                as reporting,
    case
        when metric.kind <> 'attribute'
        then count(case when left(evidence.as_of, 4)::integer = $year then 1 end)
    end                                  as observed,
    min(coalesce(evidence.as_of, evidence.window_begin)) as first_as_of,
    arg_min(evidence.as_of is null, coalesce(evidence.as_of, evidence.window_begin)) as first_undated,
    max(coalesce(evidence.as_of, evidence.window_end)) as last_as_of,
    arg_max(evidence.as_of is null, coalesce(evidence.as_of, evidence.window_end)) as last_undated,
    list_sort(list(distinct evidence.source_id))    as source_ids
from cluster_group grouped
join selected_cluster on selected_cluster.cluster_id = grouped.cluster_id
join metric           on metric.derived is null
left join evidence
  on evidence.cluster_id = grouped.cluster_id
 and evidence.metric_id = metric.metric_id and evidence.year = $year
where not (selected_cluster.seat_elsewhere and $by <> 'sector')
group by
    metric.metric_id, metric.position, metric.kind,
    grouped.group_id, grouped.name_en, grouped.name_de
order by metric.position, grouped.group_id
