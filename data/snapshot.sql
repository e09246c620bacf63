-- What was known at the end of each year: the latest observation up to then, carried forward.
--
-- One observation speaks for a cluster, metric and calendar year. The rule, in this order:
-- the metric's own scope only; then the more exact; then a stated date before a derived one;
-- then the later date; then the newer source; then the id, so that the choice is repeatable.
-- Undated values never enter, except attributes such as the founding year, which have no date.
-- A cluster leaves the snapshot in the year in which it was dissolved or merged into another.

create temp table chosen as
select * exclude (choice)
from (
    select
        observation.*,
        case when metric.kind = 'attribute' then null else year(as_of_end) end as year,
        metric.kind = 'attribute' as is_attribute,
        row_number() over (
            partition by
                observation.cluster_id,
                observation.metric_id,
                case when metric.kind = 'attribute' then null else year(as_of_end) end
            order by
                qualifier.rank,
                case as_of_basis when 'stated' then 1 when 'publication_date' then 2 else 3 end,
                as_of_end desc nulls last,
                source.date desc nulls last,
                observation_id
        ) as choice
    from observation
    join metric    using (metric_id)
    join qualifier using (qualifier)
    join source    using (source_id)
    where observation.scope = metric.about
      and (as_of_end is not null or metric.kind = 'attribute')
)
where choice = 1;

create temp table founded as
select cluster_id, value::integer as year
from chosen
where metric_id = 'founding_year';

create temp table year_line as
select unnest(range($first_year::integer, $last_year::integer + 1))::integer as year;

insert into snapshot
select
    chosen.metric_id, year_line.year, chosen.cluster_id,
    chosen.value, chosen.low, chosen.high, chosen.as_of, chosen.observation_id, null
from chosen
join cluster using (cluster_id)
join metric  using (metric_id)
left join founded using (cluster_id)
join year_line
  on year_line.year >= case
         when metric.calendar      then chosen.value::integer
         when chosen.is_attribute  then coalesce(founded.year, year(chosen.as_of_end), $first_year)
         else chosen.year
     end
where (cluster.ended_on is null or year_line.year < left(cluster.ended_on, 4)::integer)
qualify row_number() over (
    partition by chosen.metric_id, year_line.year, chosen.cluster_id order by chosen.year desc
) = 1;

-- Derived metrics, as their rows in `metric` define them.
-- since: years from a calendar metric to the snapshot year.
insert into snapshot
select
    metric.metric_id, snapshot.year, cluster_id,
    snapshot.year - value, snapshot.year - high, snapshot.year - low,
    snapshot.as_of, observation_id, null
from metric
join snapshot on snapshot.metric_id = metric.numerator
where metric.derived = 'since';

-- ratio: numerator by denominator, when their dates lie close enough together.
insert into snapshot
select
    metric.metric_id, top.year, top.cluster_id,
    top.value / bottom.value, top.low / bottom.high, top.high / bottom.low,
    least(top.as_of, bottom.as_of), top.observation_id, bottom.observation_id
from metric
join snapshot top    on top.metric_id = metric.numerator
join snapshot bottom on bottom.metric_id = metric.denominator
                    and bottom.year = top.year and bottom.cluster_id = top.cluster_id
where metric.derived = 'ratio'
  and bottom.low > 0
  and abs(left(top.as_of, 4)::integer - left(bottom.as_of, 4)::integer) <= metric.max_gap_years;

-- growth: compound rate per year from the first to the latest dated count, two calendar years
-- apart at least: ((latest / first) ^ (1 / years) - 1) * 100.
insert into snapshot
select
    metric.metric_id, latest.year, latest.cluster_id,
    (pow(latest.value / first.value, 1.0 / years) - 1) * 100,
    (pow(latest.low / first.high, 1.0 / years) - 1) * 100,
    (pow(latest.high / first.low, 1.0 / years) - 1) * 100,
    latest.as_of, latest.observation_id, first.observation_id
from metric
join snapshot latest on latest.metric_id = metric.numerator
join (
    select * from chosen
    qualify row_number() over (partition by cluster_id, metric_id order by year) = 1
) first on first.metric_id = metric.numerator and first.cluster_id = latest.cluster_id
cross join lateral (select left(latest.as_of, 4)::integer - first.year as years)
where metric.derived = 'growth' and years >= 2 and first.low > 0;
