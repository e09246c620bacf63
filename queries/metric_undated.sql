-- One row: how many selected clusters report $metric without any date, so that no year can show it.
select count(*) as undated
from selected_cluster
join undated using (cluster_id)
where undated.metric_id = $metric
