-- One row per selected cluster and sector that it works in, its first sector on top.
select
    selected_cluster.cluster_id, selected_cluster.name, cluster_sector.position,
    sector.sector_id, sector.name_en, sector.name_de,
    groups.sector_id as group_id, groups.name_en as group_name_en, groups.name_de as group_name_de
from selected_cluster
join cluster_sector on cluster_sector.cluster_id = selected_cluster.cluster_id
join sector         on sector.sector_id = cluster_sector.sector_id
left join sector groups on groups.sector_id = sector.parent_id
order by selected_cluster.name, selected_cluster.cluster_id, cluster_sector.position
