-- One row per selected cluster whose founding year up to $year is known, ended clusters included:
-- the year and its evidence.
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.ended_on,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    latest.value::integer as founding_year, latest.value, latest.low, latest.high,
    latest.qualifier, latest.pattern_en, latest.pattern_de, latest.exact,
    latest.open_above, latest.open_below,
    latest.as_of, latest.as_of_basis, latest.source_kind,
    latest.source_id, latest.source_title, latest.source_publisher, latest.source_date
from selected_cluster
join (
    select
        evidence.*,
        row_number() over (partition by evidence.cluster_id order by evidence.year desc) as place
    from evidence
    where evidence.metric_id = 'founding_year'
) latest on latest.cluster_id = selected_cluster.cluster_id and latest.place = 1
order by latest.value, lower(selected_cluster.name), selected_cluster.cluster_id
