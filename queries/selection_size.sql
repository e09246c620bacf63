-- One row: how many clusters are selected, and how many of them had ended by the end of $year,
-- began after it, have no known seat, or have their seat in another place than those chosen.
select
    count(*)                                                        as selected,
    count(case when left(ended_on, 4)::integer <= $year then 1 end) as ended,
    count(case when founding.value > $year then 1 end)              as later,
    count(case when seat_region_id is null then 1 end)              as without_seat,
    count(case when seat_name_en is not null then 1 end)             as elsewhere
from selected_cluster
left join (
    select cluster_id, min(value) as value
    from observation
    where metric_id = 'founding_year' and scope = 'cluster_organisation'
    group by cluster_id
) founding using (cluster_id)
