-- One row per sized trait (age, members, staff): between which values the middle nine tenths of all
-- clusters lie that report it at the end of $year, whatever the filters say.
-- trait: its name. low, high: the 5th and the 95th percentile, of values above zero for counts.
select
    case metric_id when 'age_years' then 'age' else metric_id end as trait,
    quantile_cont(value, 0.05) as low,
    quantile_cont(value, 0.95) as high,
    count(*)                   as reporting
from evidence
where year = $year
  and (metric_id = 'age_years' or (metric_id in ('members', 'staff') and value > 0))
group by metric_id
order by metric_id
