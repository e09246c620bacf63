-- One row per metric, cluster and year up to $year: the value known at the end of that year, with
-- its evidence.
-- exact   the source states the value (and, for derived metrics, the other one) without a hedge
-- basis_… the other observation that a derived metric stands on
select
    snapshot.metric_id, snapshot.year, snapshot.cluster_id,
    snapshot.observation_id, snapshot.basis_observation_id,
    snapshot.value, snapshot.low, snapshot.high,
    case when metric.derived is null then observation.qualifier else 'derived' end as qualifier,
    qualifier.pattern_en, qualifier.pattern_de,
    observation.exact and coalesce(basis.exact, true) as exact,
    snapshot.as_of, observation.as_of_basis, observation.note,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date,
    observation.locator, observation.as_of as stated_as_of,
    basis.source_id as basis_source_id, basis_source.title as basis_source_title,
    basis_source.publisher as basis_source_publisher, basis_source.date as basis_source_date,
    basis.locator as basis_locator, basis.as_of as basis_as_of
from snapshot
join metric      using (metric_id)
join counted_observation observation using (observation_id)
join qualifier   on qualifier.qualifier = observation.qualifier
join source      on source.source_id = observation.source_id
left join counted_observation basis
  on basis.observation_id = snapshot.basis_observation_id
left join source basis_source
  on basis_source.source_id = basis.source_id
where snapshot.year <= $year
  and (snapshot.basis_observation_id is null or basis.observation_id is not null)
