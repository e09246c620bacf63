-- One row: $metric over the selection at the end of $year. Sums mean something for additive
-- metrics only. low and high are the sums of the hedges' ends.
select
    sum(value)                            as total,
    sum(low)                              as low,
    sum(high)                             as high,
    median(value)                         as median,
    count(*)                              as reporting,
    count(case when exact then 1 end)     as exact,
    sum(case when exact then value end)   as exact_total,
    min(as_of)                            as first_as_of,
    max(as_of)                            as last_as_of,
    (select count(*) from selected_cluster) as selected
from metric_by_cluster
