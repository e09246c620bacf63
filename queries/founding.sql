-- One row per selected cluster whose founding year up to $year is known, ended clusters included:
-- the year and its evidence.
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.ended_on,
    latest.value::integer as founding_year, latest.value, latest.low, latest.high,
    observation.qualifier, qualifier.pattern_en, qualifier.pattern_de,
    observation.qualifier = 'exact' as exact,
    latest.as_of, observation.as_of_basis,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date
from selected_cluster
join (
    select
        snapshot.*,
        row_number() over (partition by snapshot.cluster_id order by snapshot.year desc) as place
    from snapshot
    where metric_id = 'founding_year' and snapshot.year <= $year
) latest on latest.cluster_id = selected_cluster.cluster_id and latest.place = 1
join observation on observation.observation_id = latest.observation_id
join qualifier   on qualifier.qualifier = observation.qualifier
join source      on source.source_id = observation.source_id
order by latest.value, selected_cluster.name, selected_cluster.cluster_id
