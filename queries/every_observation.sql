-- One row per observation of a selected cluster up to the end of $year, of any scope, dated or not,
-- with its source and its standing: what became of it in the charts.
-- standing  charted      it speaks for its cluster, metric and year
--           outranked    another one of the same year does: chosen_observation_id
--           undated      it has no date, so no year can show it
--           other_scope  it is about someone else than its metric is
--           ended        its cluster had been dissolved or merged by then
-- year is the year it holds for; attributes such as the founding year have none and always count,
-- but the years of a founding only once the chosen one is reached, as in charts.
with charted as (
    select distinct
        snapshot.cluster_id, snapshot.metric_id, snapshot.observation_id, snapshot.value,
        case when metric.kind = 'attribute' then 0 else snapshot.year end as period
    from selected_cluster
    join snapshot on snapshot.cluster_id = selected_cluster.cluster_id
    join metric   on metric.metric_id = snapshot.metric_id
    where metric.derived is null
)
select
    observation.observation_id, observation.cluster_id, selected_cluster.name,
    observation.metric_id, metric.position,
    observation.value, observation.low, observation.high,
    observation.qualifier, qualifier.pattern_en, qualifier.pattern_de, qualifier.rank,
    observation.exact,
    observation.as_of, observation.as_of_end, observation.as_of_basis,
    case
        when metric.kind <> 'attribute' then left(observation.as_of, 4)::integer
    end as year,
    observation.scope, scope.name_en as scope_name_en, scope.name_de as scope_name_de,
    observation.scope = metric.about as own_scope,
    observation.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date, source.url, observation.locator, observation.note,
    case
        when observation.scope <> metric.about                           then 'other_scope'
        when observation.as_of is null and metric.kind <> 'attribute'    then 'undated'
        when charted.observation_id is null                              then 'ended'
        when charted.observation_id = observation.observation_id         then 'charted'
        else 'outranked'
    end as standing,
    case
        when observation.scope = metric.about
         and charted.observation_id <> observation.observation_id then charted.observation_id
    end as chosen_observation_id
from selected_cluster
join counted_observation observation on observation.cluster_id = selected_cluster.cluster_id
join metric      on metric.metric_id = observation.metric_id
join qualifier   on qualifier.qualifier = observation.qualifier
join scope       on scope.scope = observation.scope
join source      on source.source_id = observation.source_id
left join charted
  on charted.cluster_id = observation.cluster_id
 and charted.metric_id = observation.metric_id
 and charted.period = case
         when metric.kind = 'attribute' then 0 else left(observation.as_of, 4)::integer
     end
where coalesce(case
          when metric.kind <> 'attribute' then left(observation.as_of, 4)::integer
          when metric.calendar            then coalesce(charted.value, observation.value)::integer
      end, $year) <= $year
order by
    selected_cluster.name, observation.cluster_id, metric.position,
    observation.as_of desc nulls last, observation.observation_id
