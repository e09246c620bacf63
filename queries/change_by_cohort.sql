-- One row per part of the change of the total of $metric from the end of $since to the end of
-- $year (see change_by_cluster). Their values add up to the whole change.
-- part    'both': clusters that report in both years, a row a founding cohort; 'later', 'earlier'
-- cohort  the first year of the founding cohort: 0 before 1990, 1990, then every five years from
--         2000 on; null where the founding year is not known, and in the other two parts
-- from_founding  of its clusters, those whose growth starts with the founding members
-- founded_since  of its clusters, those that were founded after $since
select
    part, cohort,
    count(*)                                                      as clusters,
    count(case when carried then 1 end)                           as carried,
    count(case when founding_year > $since then 1 end)            as founded_since,
    count(case when from_founding and part = 'both' and not carried then 1 end) as from_founding,
    sum(value)                                                    as value,
    sum(low)                                                      as low,
    sum(high)                                                     as high,
    sum(earlier)                                                  as earlier,
    sum(later)                                                    as later,
    min(coalesce(earlier_as_of, earlier_window_begin, later_as_of, later_window_begin)) as first_as_of,
    arg_min(
        earlier_as_of is null and (earlier_window_begin is not null or later_as_of is null),
        coalesce(earlier_as_of, earlier_window_begin, later_as_of, later_window_begin)
    )                                                             as first_undated,
    max(coalesce(later_as_of, later_window_end, earlier_as_of, earlier_window_end)) as last_as_of,
    arg_max(
        later_as_of is null and (later_window_end is not null or earlier_as_of is null),
        coalesce(later_as_of, later_window_end, earlier_as_of, earlier_window_end)
    )                                                             as last_undated,
    list_sort(list(distinct earlier_source_id))                              as earlier_source_ids,
    list_sort(list(distinct later_source_id))                                as later_source_ids
from (
    select
        change_by_cluster.*,
        case
            when part <> 'both' or founding_year is null then null
            when founding_year < 1990 then 0
            when founding_year < 2000 then 1990
            else founding_year - founding_year % 5
        end as cohort
    from change_by_cluster
) grouped
group by part, cohort
order by part, cohort nulls last
