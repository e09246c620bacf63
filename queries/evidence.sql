-- One row per metric, cluster and year up to $year: the value known at the end of that year, with
-- its evidence.
-- $max_age     how old in years a value may be in that year; null: as old as may be. What needs no
--              date passes; a window whose beginning is not known does not
-- $exact_only  whether hedged values are left out: then the latest exact one is what is known
-- as_of   null where the source has no date: then the value holds for some day in its window,
--         window_begin (null: not known; window_exclusive: after it) to window_end
-- carried_forward  it holds for an earlier year;  aged_from  the year from which its age counts
-- exact   the source states the value (and, for derived metrics, the other one) without a hedge
-- basis_… the other observation that a derived metric stands on
select
    snapshot.metric_id, snapshot.year, snapshot.cluster_id,
    snapshot.observation_id, snapshot.basis_observation_id,
    snapshot.value, snapshot.low, snapshot.high,
    case when metric.derived is null then observation.qualifier else 'derived' end as qualifier,
    qualifier.pattern_en, qualifier.pattern_de,
    observation.qualifier = 'exact' and coalesce(basis.qualifier, 'exact') = 'exact' as exact,
    snapshot.as_of, observation.as_of_basis,
    snapshot.window_begin, snapshot.window_end, snapshot.window_exclusive,
    snapshot.carried_forward, snapshot.aged_from,
    observation.at_founding, observation.note, observation.source_kind,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date, source.url as source_url, source.retrieved as source_retrieved,
    observation.locator, observation.as_of as stated_as_of,
    basis.source_id as basis_source_id, basis_source.title as basis_source_title,
    basis_source.publisher as basis_source_publisher, basis_source.date as basis_source_date,
    basis.locator as basis_locator, basis.as_of as basis_as_of,
    basis.value as basis_value, coalesce(basis.at_founding, false) as basis_at_founding
from snapshot
join metric      using (metric_id)
join observation using (observation_id)
join qualifier   on qualifier.qualifier = observation.qualifier
join source      on source.source_id = observation.source_id
left join observation basis   on basis.observation_id = snapshot.basis_observation_id
left join source basis_source on basis_source.source_id = basis.source_id
where snapshot.year <= $year and snapshot.exact_only = cast($exact_only as boolean)
  and (
        cast($max_age as integer) is null
        or metric.kind = 'attribute'
        or coalesce(metric.derived, '') = 'since'
        or snapshot.year - snapshot.aged_from <= cast($max_age as integer)
    )
