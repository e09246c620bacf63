-- One row per selected cluster: the group of its first sector ("field"), and where its seat is.
-- Counted so, every cluster counts once. Those that are only active in the places chosen are left out.
-- $by  'region' (null where the seat is not known) or 'country'
select
    selected_cluster.cluster_id, selected_cluster.name,
    field.sector_id as field_id, field.name_en as field_name_en, field.name_de as field_name_de,
    cluster_group.group_id as place_id,
    cluster_group.name_en as place_name_en, cluster_group.name_de as place_name_de
from selected_cluster
join cluster_sector
  on cluster_sector.cluster_id = selected_cluster.cluster_id and cluster_sector.position = 1
join sector on sector.sector_id = cluster_sector.sector_id
join sector field on field.sector_id = sector.parent_id
left join cluster_group on cluster_group.cluster_id = selected_cluster.cluster_id
where not selected_cluster.seat_elsewhere
