-- One row per observation of a selected cluster up to the end of $year that shares its cluster,
-- metric and year with others: the chosen one, which charts show, first, then those beside it.
-- standing  charted: the chosen one; outranked: another one was chosen
-- agrees    it states the same value as the chosen one
-- overlaps  taken at their word, the hedges of both leave room for one true value
-- decided_by  the first rule that chose the other one (docs/data.md): hedged (its own source hedges
--           the number), newer, dated (before one with a window), kind, date, basis, exactness,
--           earlier (of years of founding), id; null for the chosen one
-- disputed  anybody in its group states another value than the chosen one
select
    every_observation.*,
    every_observation.value = chosen.value                                     as agrees,
    every_observation.low <= chosen.high and chosen.low <= every_observation.high as overlaps,
    max(case when every_observation.value <> chosen.value then 1 else 0 end)
        over (partition by chosen.observation_id) = 1                          as disputed,
    case
        when every_observation.standing = 'charted'                       then null
        when overruled.observation_id is not null                         then 'hedged'
        when not metric.calendar
         and chosen.begins_on > every_observation.ends_on
         and year(chosen.ends_on) > year(every_observation.ends_on)       then 'newer'
        when every_observation.as_of is null and chosen.as_of is not null
         and not metric.calendar                                          then 'dated'
        when chosen.as_of is null and every_observation.as_of is not null
         and not metric.calendar                                          then 'newer'
        when own_kind.rank <> chosen_kind.rank                            then 'kind'
        when metric.calendar and every_observation.rank <> chosen.rank    then 'exactness'
        when metric.calendar and every_observation.value <> chosen.value  then 'earlier'
        when not metric.calendar
         and (
                every_observation.ends_on <> chosen.ends_on
                or (chosen.as_of is null
                    and every_observation.begins_on is distinct from chosen.begins_on)
            )                                                             then 'date'
        when coalesce(every_observation.as_of_basis, '')
            <> coalesce(chosen.as_of_basis, '')                           then 'basis'
        when every_observation.rank <> chosen.rank                        then 'exactness'
        else 'id'
    end                                                                        as decided_by
from every_observation
join metric               on metric.metric_id = every_observation.metric_id
join source_kind own_kind on own_kind.kind = every_observation.source_kind
left join overruled       on overruled.observation_id = every_observation.observation_id
join every_observation chosen
  on chosen.observation_id = coalesce(
         every_observation.chosen_observation_id, every_observation.observation_id
     )
join source_kind chosen_kind on chosen_kind.kind = chosen.source_kind
where every_observation.standing in ('charted', 'outranked')
  and chosen.observation_id in (
      select outranked.chosen_observation_id
      from every_observation outranked
      where outranked.chosen_observation_id is not null
  )
order by
    chosen.name, chosen.cluster_id, chosen.position, chosen.observation_id,
    every_observation.standing, every_observation.observation_id
