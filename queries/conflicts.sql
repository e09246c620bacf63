-- One row per observation of a selected cluster up to the end of $year that shares its cluster,
-- metric and year with others: the chosen one, which charts show, first, then those beside it.
-- standing  charted: the chosen one; outranked: another one was chosen
-- agrees    it states the same value as the chosen one
-- overlaps  taken at their word, the hedges of both leave room for one true value
-- disputed  anybody in its group states another value than the chosen one
select
    every_observation.*,
    every_observation.value = chosen.value                                     as agrees,
    every_observation.low <= chosen.high and chosen.low <= every_observation.high as overlaps,
    max(case when every_observation.value <> chosen.value then 1 else 0 end)
        over (partition by chosen.observation_id) = 1                          as disputed
from every_observation
join every_observation chosen
  on chosen.observation_id = coalesce(
         every_observation.chosen_observation_id, every_observation.observation_id
     )
where every_observation.standing in ('charted', 'outranked')
  and chosen.observation_id in (
      select outranked.chosen_observation_id
      from every_observation outranked
      where outranked.chosen_observation_id is not null
  )
order by
    chosen.name, chosen.cluster_id, chosen.position, chosen.observation_id,
    every_observation.standing, every_observation.observation_id
