-- One row per selected cluster and year in which a value of $metric is known, up to $year.
-- observed: the value is dated in that year; otherwise it is carried forward from as_of.
select
    cluster_id, selected_cluster.name, snapshot.year,
    snapshot.value, snapshot.low, snapshot.high,
    left(snapshot.as_of, 4)::integer = snapshot.year as observed,
    observation.qualifier = 'exact' and coalesce(basis.qualifier, 'exact') = 'exact' as exact, observation.qualifier,
    qualifier.pattern_en, qualifier.pattern_de,
    snapshot.as_of, observation.as_of_basis, observation.note,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date, founding.value as founding_year
from selected_cluster
join snapshot    using (cluster_id)
join observation using (observation_id)
join qualifier   on qualifier.qualifier = observation.qualifier
join source      on source.source_id = observation.source_id
left join observation basis on basis.observation_id = snapshot.basis_observation_id
left join snapshot founding
  on founding.cluster_id = snapshot.cluster_id
 and founding.metric_id = 'founding_year' and founding.year = snapshot.year
where snapshot.metric_id = $metric and snapshot.year <= $year
order by cluster_id, snapshot.year
