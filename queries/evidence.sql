-- One row per metric, cluster and year up to $year: the value known at the end of that year, with
-- its evidence.
-- $max_age     how old in years a value may be in that year; null: as old as may be. What needs no
--              date passes; a window whose beginning is not known does not
-- $growth_since  where growth begins: with the figure nearest to that year, at most one year away;
--              null: with the first one
-- $exact_only  whether hedged values are left out: then the latest exact one is what is known
-- as_of   null where the source has no date: then the value holds for some day in its window,
--         window_begin (null: not known; window_exclusive: after it) to window_end
-- carried_forward  it holds for an earlier year;  aged_from  the year from which its age counts
-- exact   the source states the value (and, for derived metrics, the other one) without a hedge
-- open_above, open_below  a hedge leaves no upper or no lower end, as “more than” does. What is
--         divided by “more than” something, grew from it, or is counted since then is open below
-- basis_… the other observation that a derived metric stands on
-- growth  from which figure of which year to which one a growth is told, with their hedges, and
--         whether the first counts the founding members; null for what is no growth
select
    snapshot.metric_id, snapshot.year, snapshot.cluster_id,
    snapshot.observation_id, snapshot.basis_observation_id,
    snapshot.value, snapshot.low, snapshot.high,
    case when metric.derived is null then observation.qualifier else 'derived' end as qualifier,
    qualifier.pattern_en, qualifier.pattern_de,
    coalesce(qualifier.open_end, '') = case when metric.derived = 'since' then 'below' else 'above' end
        or coalesce(basis_qualifier.open_end, '') = 'below' as open_above,
    coalesce(qualifier.open_end, '') = case when metric.derived = 'since' then 'above' else 'below' end
        or coalesce(basis_qualifier.open_end, '') = 'above' as open_below,
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
    case when metric.derived = 'growth' then {
        'from_year': left(basis.as_of, 4)::integer,
        'from_value': basis.value, 'from_low': basis.low, 'from_high': basis.high,
        'from_pattern_en': basis_qualifier.pattern_en, 'from_pattern_de': basis_qualifier.pattern_de,
        'at_founding': basis.at_founding,
        'to_year': left(observation.as_of, 4)::integer,
        'to_value': observation.value, 'to_low': observation.low, 'to_high': observation.high,
        'to_pattern_en': qualifier.pattern_en, 'to_pattern_de': qualifier.pattern_de
    } end as growth
from (
    select
        metric_id, year, cluster_id, exact_only, value, low, high, as_of,
        window_begin, window_end, window_exclusive, carried_forward, aged_from,
        observation_id, basis_observation_id
    from snapshot
    where cast($growth_since as integer) is null
       or metric_id not in (select growing.metric_id from metric growing where growing.derived = 'growth')
    union all
    select
        metric_id, year, cluster_id, exact_only, value, low, high, as_of,
        null, null, false, carried_forward, aged_from,
        observation_id, basis_observation_id
    from growth_from
    where abs(base_year - cast($growth_since as integer)) <= 1
    qualify row_number() over (
        partition by metric_id, year, cluster_id, exact_only
        order by abs(base_year - cast($growth_since as integer)), base_year
    ) = 1
) snapshot
join metric      using (metric_id)
join observation using (observation_id)
join qualifier   on qualifier.qualifier = observation.qualifier
join source      on source.source_id = observation.source_id
left join observation basis   on basis.observation_id = snapshot.basis_observation_id
left join qualifier basis_qualifier on basis_qualifier.qualifier = basis.qualifier
left join source basis_source on basis_source.source_id = basis.source_id
where snapshot.year <= $year and snapshot.exact_only = cast($exact_only as boolean)
  and (
        cast($max_age as integer) is null
        or metric.kind = 'attribute'
        or coalesce(metric.derived, '') = 'since'
        or snapshot.year - snapshot.aged_from <= cast($max_age as integer)
    )
