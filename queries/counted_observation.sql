-- One row per observation of any year that counts: every one or, for exact figures only, those that
-- their source states without a hedge, neither there nor elsewhere in it.
-- $exact_only  whether hedged values are left out
select observation.*, observation.qualifier = 'exact' as exact
from observation
left join overruled on overruled.observation_id = observation.observation_id
where not cast($exact_only as boolean)
   or (observation.qualifier = 'exact' and overruled.observation_id is null)
