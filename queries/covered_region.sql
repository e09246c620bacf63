-- The drawn regions that each cluster covers: one row per cluster and region.
-- A cluster that covers a whole country covers each of its regions.
select distinct cluster_region.cluster_id, region.region_id, region.country_id
from cluster_region
join region
  on region.region_id = cluster_region.region_id
  or region.parent_id = cluster_region.region_id
where region.outline
