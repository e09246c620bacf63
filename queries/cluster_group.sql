-- The one group to which each cluster counts: the group of its first sector ($by = 'sector'),
-- the region of its seat ($by = 'region'), or its country ($by = 'country').
select cluster_sector.cluster_id, groups.sector_id as group_id, groups.name_en, groups.name_de
from cluster_sector
join sector using (sector_id)
join sector groups on groups.sector_id = sector.parent_id
where $by = 'sector' and cluster_sector.position = 1
union all
select cluster.cluster_id, region.region_id, region.name_en, region.name_de
from cluster
join region on region.region_id = case when $by = 'region' then cluster.seat_region_id else cluster.country_id end
where $by in ('region', 'country')
