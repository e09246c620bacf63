-- One row per selected cluster that reports $metric at the end of $since, of $year or of both: the
-- change between them, its hedges' ends, and the year of its founding where that is known.
-- part     'both', 'later' (it reports only then: its whole value) or 'earlier' (minus its value)
-- carried  the later value is the earlier one, carried forward; its change is zero, as nothing
--          newer is known.
-- from_founding  the earlier value counts the founding members
select
    changed.cluster_id, changed.name, founding.founding_year, changed.part, changed.carried,
    changed.earlier, changed.later, changed.earlier_as_of, changed.later_as_of,
    changed.earlier_window_begin, changed.earlier_window_end,
    changed.later_window_begin, changed.later_window_end,
    changed.earlier_source_id, changed.later_source_id, changed.from_founding,
    case
        when changed.carried then 0
        else coalesce(changed.later, 0) - coalesce(changed.earlier, 0)
    end as value,
    case
        when changed.carried then 0
        else coalesce(changed.later_low, 0) - coalesce(changed.earlier_high, 0)
    end as low,
    case
        when changed.carried then 0
        else coalesce(changed.later_high, 0) - coalesce(changed.earlier_low, 0)
    end as high
from (
    select
        selected_cluster.cluster_id, selected_cluster.name,
        case
            when earlier.value is null then 'later'
            when later.value is null then 'earlier'
            else 'both'
        end as part,
        earlier.value is not null and later.value is not null
            and earlier.observation_id = later.observation_id as carried,
        coalesce(earlier.at_founding, false) as from_founding,
        earlier.value as earlier, earlier.low as earlier_low, earlier.high as earlier_high,
        earlier.window_begin as earlier_window_begin, earlier.window_end as earlier_window_end,
        later.window_begin as later_window_begin, later.window_end as later_window_end,
        earlier.as_of as earlier_as_of, earlier.source_id as earlier_source_id,
        later.value as later, later.low as later_low, later.high as later_high,
        later.as_of as later_as_of, later.source_id as later_source_id
    from selected_cluster
    left join evidence earlier
      on earlier.cluster_id = selected_cluster.cluster_id
     and earlier.metric_id = $metric and earlier.year = $since
    left join evidence later
      on later.cluster_id = selected_cluster.cluster_id
     and later.metric_id = $metric and later.year = $year
    where earlier.value is not null or later.value is not null
) changed
left join founding on founding.cluster_id = changed.cluster_id
order by changed.cluster_id
