-- One row per cluster and metric that sources state only without a date, in texts whose windows all
-- end after $year: the most exact of those figures, from the newest source. They may be known by
-- then or not, so no snapshot up to $year shows them.
select
    observation_id, cluster_id, metric_id, value, low, high, qualifier, source_id,
    window_begin, window_end, window_exclusive
from (
    select
        observation.*,
        min(year(observation.ends_on))
            over (partition by observation.cluster_id, observation.metric_id) as first_end,
        row_number() over (
            partition by observation.cluster_id, observation.metric_id
            order by qualifier.rank, coalesce(source.date, '') desc, observation.observation_id
        ) as place
    from counted_observation observation
    join metric    on metric.metric_id = observation.metric_id
    join qualifier on qualifier.qualifier = observation.qualifier
    join source    on source.source_id = observation.source_id
    left join overruled on overruled.observation_id = observation.observation_id
    left join observation dated
      on dated.cluster_id = observation.cluster_id and dated.metric_id = observation.metric_id
     and dated.scope = observation.scope and dated.as_of is not null
    where observation.as_of is null and dated.observation_id is null
      and overruled.observation_id is null
      and observation.scope = metric.about and metric.kind <> 'attribute'
) ranked
where place = 1 and first_end > $year
