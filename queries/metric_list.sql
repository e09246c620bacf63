-- One row per metric, in the order of the metrics file.
select *
from metric
order by position
