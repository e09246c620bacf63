-- What was known at the end of each year: which observation speaks for a cluster and metric.
-- docs/data.md explains the rules with examples. In short:
--
-- Only values in the metric's own scope ever speak. A source that states a number both plainly
-- and hedged is hedged. A dated figure counts from its date on, one with a window (from an undated
-- text) from the end of its window. Within a calendar year one dated figure speaks: by the kind of
-- its source, then the later date, the basis of the date, exactness, the id. A window replaces it
-- only when it begins later. Between windows: the one that begins after the other's end; then the
-- kind of source, the later beginning, the later end, exactness, the id.
--
-- All of it happens twice: for all figures, and (exact_only) for those without a hedge, so that
-- the latest exact figure is known where a newer hedged one hides it.

-- The plain twins of hedged statements, and among hedges those that the source uses less often.
insert into overruled
with hedged as (
    select
        cluster_id, metric_id, scope, source_id, value, as_of, window_begin, window_end, qualifier,
        row_number() over (
            partition by
                cluster_id, metric_id, scope, source_id, value, as_of, window_begin, window_end
            order by count(*) desc, min(qualifier.rank), qualifier
        ) as place
    from observation
    join qualifier using (qualifier)
    where qualifier <> 'exact'
    group by
        cluster_id, metric_id, scope, source_id, value, as_of, window_begin, window_end, qualifier
)
select observation.observation_id
from observation
join hedged
  on hedged.cluster_id = observation.cluster_id
 and hedged.metric_id = observation.metric_id
 and hedged.scope = observation.scope
 and hedged.source_id = observation.source_id
 and hedged.value = observation.value
 and hedged.as_of is not distinct from observation.as_of
 and hedged.window_begin is not distinct from observation.window_begin
 and hedged.window_end is not distinct from observation.window_end
where hedged.place = 1 and observation.qualifier <> hedged.qualifier;

create temp table candidate as
select
    layer.exact_only, observation.*,
    metric.kind = 'attribute'  as is_attribute,
    metric.calendar            as is_calendar,
    observation.as_of is null and not metric.calendar as is_windowed,
    source_kind.rank           as kind_rank,
    qualifier.rank             as hedge_rank,
    case as_of_basis when 'stated' then 1 when 'publication_date' then 2 else 3 end as basis_rank
from observation
join metric      using (metric_id)
join qualifier   using (qualifier)
join source_kind on source_kind.kind = observation.source_kind
cross join (select unnest([false, true]) as exact_only) layer
where observation.scope = metric.about
  and observation.observation_id not in (select observation_id from overruled)
  and (not layer.exact_only or observation.qualifier = 'exact');

create temp table year_line as
select unnest(range($first_year::integer, $last_year::integer + 1))::integer as year;

-- Attributes have one value for all years. Years of founding: the kind of source, exactness, the
-- earlier year. Others: dated before undated, then as within a calendar year.
create temp table attribute as
select *
from candidate
where is_attribute
qualify row_number() over (
    partition by exact_only, cluster_id, metric_id
    order by
        is_windowed,
        kind_rank,
        case when is_calendar then hedge_rank end,
        case when is_calendar then value end,
        case when not is_calendar then ends_on end desc nulls last,
        basis_rank,
        hedge_rank,
        observation_id
) = 1;

create temp table founded as
select cluster_id, value::integer as year
from attribute
where metric_id = 'founding_year' and not exact_only;

-- The dated figure that speaks for its calendar year.
create temp table dated as
select candidate.*, year(ends_on) as year
from candidate
where not is_attribute and not is_windowed
qualify row_number() over (
    partition by exact_only, cluster_id, metric_id, year(ends_on)
    order by kind_rank, ends_on desc, basis_rank, hedge_rank, observation_id
) = 1;

insert into dated_figure by name
select metric_id, year, cluster_id, exact_only, observation_id
from dated;

create temp table dated_by_year as
select dated.* exclude (year), year_line.year
from dated
join year_line on year_line.year >= dated.year
qualify row_number() over (
    partition by exact_only, cluster_id, metric_id, year_line.year order by dated.year desc
) = 1;

-- The windows that have ended by a year and begin after the dated figure of that year.
create temp table windowed_by_year as
select candidate.*, year_line.year
from candidate
join year_line on year_line.year >= year(candidate.ends_on)
left join dated_by_year
  on dated_by_year.exact_only = candidate.exact_only
 and dated_by_year.cluster_id = candidate.cluster_id
 and dated_by_year.metric_id = candidate.metric_id
 and dated_by_year.year = year_line.year
where candidate.is_windowed
  and not candidate.is_attribute
  and coalesce(candidate.begins_on > dated_by_year.ends_on, dated_by_year.year is null);

-- A figure that is surely newer, dated or not, puts a window out of play.
create temp table newer as
select exact_only, cluster_id, metric_id, begins_on, year(ends_on) as year
from candidate
where not is_attribute and begins_on is not null;

create temp table spoken as
with in_play as (
    select windowed_by_year.*
    from windowed_by_year
    where not exists (
        select 1
        from newer
        where newer.exact_only = windowed_by_year.exact_only
          and newer.cluster_id = windowed_by_year.cluster_id
          and newer.metric_id = windowed_by_year.metric_id
          and newer.year <= windowed_by_year.year
          and newer.begins_on > windowed_by_year.ends_on
    )
    qualify row_number() over (
        partition by exact_only, cluster_id, metric_id, year
        order by
            kind_rank, begins_on desc nulls last, ends_on desc, hedge_rank, observation_id
    ) = 1
)
select * from in_play
union all
select * from dated_by_year
where not exists (
    select 1
    from in_play
    where in_play.exact_only = dated_by_year.exact_only
      and in_play.cluster_id = dated_by_year.cluster_id
      and in_play.metric_id = dated_by_year.metric_id
      and in_play.year = dated_by_year.year
)
union all
select attribute.*, year_line.year
from attribute
left join founded using (cluster_id)
join year_line
  on year_line.year >= case
         when is_calendar then value::integer
         when is_windowed then greatest(year(ends_on), coalesce(founded.year, 0))
         else coalesce(founded.year, year(ends_on))
     end;

-- A cluster leaves the snapshots in the year in which it was dissolved or merged into another.
-- A window is as old as its beginning; attributes do not age.
insert into snapshot by name
select
    metric_id, year, cluster_id, exact_only, value, low, high, as_of,
    window_begin, window_end, window_exclusive,
    not is_attribute and year(ends_on) < year           as carried_forward,
    case when not is_attribute then year(begins_on) end as aged_from,
    observation_id
from spoken
join cluster using (cluster_id)
where cluster.ended_on is null or spoken.year < left(cluster.ended_on, 4)::integer;

-- Derived metrics, as their rows in `metric` define them.
-- since: years from a calendar metric to the snapshot year.
insert into snapshot by name
select
    metric.metric_id, snapshot.year, cluster_id, exact_only,
    snapshot.year - value as value, snapshot.year - high as low, snapshot.year - low as high,
    as_of, window_begin, window_end, window_exclusive, carried_forward, observation_id
from metric
join snapshot on snapshot.metric_id = metric.numerator
where metric.derived = 'since';

-- ratio: numerator by denominator, when their dates lie close enough together, whatever days in
-- their windows they hold for; figures of one undated text are of one time.
insert into snapshot by name
select
    metric.metric_id, above.year, above.cluster_id, above.exact_only,
    above.value / below.value as value, above.low / below.high as low, above.high / below.low as high,
    case when not windowed then least(above.as_of, below.as_of) end as as_of,
    case
        when windowed and top.begins_on <= bottom.begins_on
        then coalesce(above.window_begin, above.as_of)
        when windowed then coalesce(below.window_begin, below.as_of)
    end as window_begin,
    case
        when windowed and top.ends_on >= bottom.ends_on
        then coalesce(above.window_end, above.as_of)
        when windowed then coalesce(below.window_end, below.as_of)
    end as window_end,
    windowed and case
        when top.begins_on <= bottom.begins_on then above.window_exclusive
        else below.window_exclusive
    end as window_exclusive,
    above.carried_forward or below.carried_forward as carried_forward,
    year(least(top.begins_on, bottom.begins_on))   as aged_from,
    above.observation_id, below.observation_id     as basis_observation_id
from metric
join snapshot above on above.metric_id = metric.numerator
join snapshot below on below.metric_id = metric.denominator
                   and below.year = above.year and below.cluster_id = above.cluster_id
                   and below.exact_only = above.exact_only
join observation top    on top.observation_id = above.observation_id
join observation bottom on bottom.observation_id = below.observation_id
cross join lateral (select above.as_of is null or below.as_of is null as windowed)
where metric.derived = 'ratio'
  and below.low > 0
  and (
        (
            top.begins_on is not null and bottom.begins_on is not null
            and year(greatest(top.ends_on, bottom.ends_on))
                - year(least(top.begins_on, bottom.begins_on)) <= metric.max_gap_years
        )
        or (
            top.as_of is null and bottom.as_of is null
            and top.source_id = bottom.source_id
            and top.begins_on is not distinct from bottom.begins_on
            and top.ends_on = bottom.ends_on
        )
    );

-- growth: compound rate per year from a dated count to the latest one, at least `min_gap_years`
-- calendar years apart: ((latest / base) ^ (1 / years) - 1) * 100. The snapshot has the one from the
-- first dated count of all.
insert into growth_from by name
select
    metric.metric_id, latest.year, latest.cluster_id, latest.exact_only,
    base.year as base_year, base.is_first,
    (pow(latest.value / base.value, 1.0 / years) - 1) * 100 as value,
    (pow(latest.low / base.high, 1.0 / years) - 1) * 100    as low,
    (pow(latest.high / base.low, 1.0 / years) - 1) * 100    as high,
    latest.as_of,
    year(latest.ends_on) < latest.year as carried_forward,
    year(latest.begins_on)             as aged_from,
    latest.observation_id, base.observation_id as basis_observation_id
from metric
join dated_by_year latest on latest.metric_id = metric.numerator
join cluster on cluster.cluster_id = latest.cluster_id
join (
    select
        dated.*,
        row_number() over (partition by exact_only, cluster_id, metric_id order by year) = 1
            as is_first
    from dated
) base
  on base.metric_id = metric.numerator
 and base.cluster_id = latest.cluster_id and base.exact_only = latest.exact_only
cross join lateral (select year(latest.ends_on) - base.year as years)
where metric.derived = 'growth' and years >= metric.min_gap_years and base.low > 0
  and (cluster.ended_on is null or latest.year < left(cluster.ended_on, 4)::integer);

insert into snapshot by name
select
    metric_id, year, cluster_id, exact_only, value, low, high, as_of, false as window_exclusive,
    carried_forward, aged_from, observation_id, basis_observation_id
from growth_from
where is_first;
