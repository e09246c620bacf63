-- One row per cluster: its id and name.
select cluster_id, name
from cluster
order by name, cluster_id
