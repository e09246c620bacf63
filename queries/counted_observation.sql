-- One row per observation of any year that counts: every one or, for exact figures only, those that
-- their source states without a hedge.
-- $exact_only  whether hedged values are left out
select *, qualifier = 'exact' as exact
from observation
where not cast($exact_only as boolean) or qualifier = 'exact'
