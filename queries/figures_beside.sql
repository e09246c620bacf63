-- One row per figure that stands beside the one that speaks for a selected cluster and metric at the
-- end of $year, in the metric's own scope: known by then, but another one was chosen; or in a text
-- that may be later.
-- What the chosen source only says again is left out, and so is another source that confirms it:
-- the same value, hedged alike, of the same time.
-- beside    beside  of the same calendar year, or its window leaves open which is newer; founding
--                   years of other sources
--           older   it surely holds for an earlier time
--           later   its text may be later than $year, as its window ends after it
-- differs   its value is another one;  overlaps  taken at their word, the hedges leave room for one
select
    every_observation.*,
    case
        when every_observation.standing = 'undated' then 'later'
        when metric.kind = 'attribute' then 'beside'
        when every_observation.ends_on < chosen.begins_on
         and year(every_observation.ends_on) < year(chosen.begins_on) then 'older'
        else 'beside'
    end as beside,
    spoken.observation_id as spoken_observation_id,
    every_observation.value <> chosen.value as differs,
    every_observation.low <= chosen.high and chosen.low <= every_observation.high as overlaps
from every_observation
join metric on metric.metric_id = every_observation.metric_id
join evidence spoken
  on spoken.cluster_id = every_observation.cluster_id
 and spoken.metric_id = every_observation.metric_id and spoken.year = $year
join observation chosen on chosen.observation_id = spoken.observation_id
left join overruled on overruled.observation_id = every_observation.observation_id
where every_observation.standing in ('charted', 'outranked', 'undated')
  and every_observation.observation_id <> spoken.observation_id
  and overruled.observation_id is null
  and not (
        every_observation.value = chosen.value
        and every_observation.qualifier = chosen.qualifier
        and (every_observation.source_id = chosen.source_id or beside = 'beside')
    )
order by
    every_observation.name, every_observation.cluster_id, every_observation.position,
    beside, every_observation.ends_on desc nulls last, every_observation.observation_id
