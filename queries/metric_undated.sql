-- One row: how many selected clusters report $metric without any date, so that no year can show it.
select count(distinct selected_cluster.cluster_id) as undated
from selected_cluster
join observation using (cluster_id)
join metric      using (metric_id)
where metric.metric_id = $metric
  and observation.scope = metric.about
  and metric.kind <> 'attribute'
  and selected_cluster.cluster_id not in (
      select dated.cluster_id
      from observation dated
      join metric about on about.metric_id = dated.metric_id
      where dated.metric_id = $metric and dated.as_of is not null and dated.scope = about.about
  )
