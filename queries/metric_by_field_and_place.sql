-- One row per field and place (see seat_and_field) of selected clusters: how many report $metric
-- at the end of $year, and their values put together; null where none does.
-- $fields, $places  those that stand alone; all others are put together as 'others'
select
    field_id, place_id,
    count(*)                                as clusters,
    count(value)                            as reporting,
    count(case when exact then 1 end)       as exact,
    count(case when placed.open_above then 1 end) as open_above,
    sum(value)                              as total,
    sum(low)                                as low,
    sum(high)                               as high,
    median(value)                           as median,
    min(coalesce(as_of, window_begin)) as first_as_of,
    arg_min(as_of is null, coalesce(as_of, window_begin)) as first_undated,
    max(coalesce(as_of, window_end)) as last_as_of,
    arg_max(as_of is null, coalesce(as_of, window_end)) as last_undated,
    list_sort(list(distinct source_id))                as source_ids
from (
    select
        case
            when list_contains(cast($fields as varchar[]), seat_and_field.field_id)
            then seat_and_field.field_id else 'others'
        end as field_id,
        case
            when seat_and_field.place_id is null
              or list_contains(cast($places as varchar[]), seat_and_field.place_id)
            then seat_and_field.place_id else 'others'
        end as place_id,
        metric_by_cluster.value, metric_by_cluster.low, metric_by_cluster.high,
        metric_by_cluster.exact, metric_by_cluster.open_above, metric_by_cluster.as_of,
        metric_by_cluster.source_id,
        metric_by_cluster.window_begin, metric_by_cluster.window_end
    from seat_and_field
    left join metric_by_cluster on metric_by_cluster.cluster_id = seat_and_field.cluster_id
) placed
group by field_id, place_id
order by field_id, place_id
