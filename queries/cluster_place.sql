-- One row per selected cluster and drawn region that it covers, with the area that the data names:
-- the region itself, or the whole country (named_id) of which the region is a part.
-- basis  'stated' by a source, or 'inferred' from the cluster's name or seat
select
    selected_cluster.cluster_id, selected_cluster.name,
    region.region_id, region.name_en, region.name_de, region.country_id,
    named.region_id as named_id, named.name_en as named_name_en, named.name_de as named_name_de,
    min(cluster_region.basis) as basis
from selected_cluster
join cluster_region on cluster_region.cluster_id = selected_cluster.cluster_id
join region named   on named.region_id = cluster_region.region_id
left join region
  on region.outline
 and (region.region_id = named.region_id or region.parent_id = named.region_id)
group by
    selected_cluster.cluster_id, selected_cluster.name,
    region.region_id, region.name_en, region.name_de, region.country_id,
    named.region_id, named.name_en, named.name_de
order by selected_cluster.name, selected_cluster.cluster_id, named.region_id, region.region_id
