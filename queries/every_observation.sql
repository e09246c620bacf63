-- One row per observation of a selected cluster up to the end of $year, of any scope, dated or not,
-- with its source and its standing: what became of it in the charts.
-- standing  charted      it speaks for its cluster and metric in some year up to $year
--           outranked    when it came, another one did instead: chosen_observation_id
--           undated      its text has no date, and the window of that text ends after $year
--           other_scope  it is about someone else than its metric is
--           ended        its cluster had been dissolved or merged by then
-- year is the year it is dated; those with a window have none, nor have attributes such as the
-- founding year. These always count, but the years of a founding only once the chosen one is
-- reached, as in charts.
with in_charts as (
    select
        snapshot.cluster_id, snapshot.metric_id, snapshot.observation_id, snapshot.value,
        snapshot.year, metric.kind = 'attribute' as is_attribute
    from selected_cluster
    join snapshot on snapshot.cluster_id = selected_cluster.cluster_id
    join metric   on metric.metric_id = snapshot.metric_id
    where metric.derived is null and snapshot.exact_only = cast($exact_only as boolean)
),
charted as (
    select distinct observation_id
    from in_charts
    where is_attribute or year <= $year
),
standing_then as (
    select distinct
        cluster_id, metric_id, observation_id, value,
        case when is_attribute then 0 else year end as period
    from in_charts
)
select
    observation.observation_id, observation.cluster_id, selected_cluster.name,
    observation.metric_id, metric.position,
    observation.value, observation.low, observation.high,
    observation.qualifier, qualifier.pattern_en, qualifier.pattern_de, qualifier.rank,
    coalesce(qualifier.open_end, '') = 'above' as open_above,
    coalesce(qualifier.open_end, '') = 'below' as open_below,
    observation.exact,
    observation.as_of, observation.as_of_end, observation.as_of_basis,
    observation.window_begin, observation.window_end, observation.window_exclusive,
    observation.window_basis, observation.begins_on, observation.ends_on,
    observation.at_founding,
    case
        when metric.kind <> 'attribute' then left(observation.as_of, 4)::integer
    end as year,
    observation.scope, scope.name_en as scope_name_en, scope.name_de as scope_name_de,
    observation.scope = metric.about as own_scope,
    observation.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date, source.retrieved as source_retrieved, observation.source_kind,
    source.url, observation.locator, observation.note,
    case
        when observation.scope <> metric.about                           then 'other_scope'
        when observation.as_of is null and not metric.calendar
         and year(observation.ends_on) > $year                           then 'undated'
        when charted.observation_id is not null                          then 'charted'
        when standing_then.observation_id is null                        then 'ended'
        else 'outranked'
    end as standing,
    case
        when observation.scope = metric.about and charted.observation_id is null
         and (observation.as_of is not null or metric.calendar or year(observation.ends_on) <= $year)
        then standing_then.observation_id
    end as chosen_observation_id
from selected_cluster
join counted_observation observation on observation.cluster_id = selected_cluster.cluster_id
join metric      on metric.metric_id = observation.metric_id
join qualifier   on qualifier.qualifier = observation.qualifier
join scope       on scope.scope = observation.scope
join source      on source.source_id = observation.source_id
left join charted on charted.observation_id = observation.observation_id
left join standing_then
  on standing_then.cluster_id = observation.cluster_id
 and standing_then.metric_id = observation.metric_id
 and standing_then.period = case
         when metric.kind = 'attribute' then 0 else year(observation.ends_on)
     end
where coalesce(case
          when metric.kind <> 'attribute' then left(observation.as_of, 4)::integer
          when metric.calendar
          then coalesce(standing_then.value, observation.value)::integer
      end, $year) <= $year
order by
    selected_cluster.name, observation.cluster_id, metric.position,
    observation.as_of desc nulls last, observation.observation_id
