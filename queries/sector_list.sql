-- One row per sector and sector group that any cluster belongs to.
select sector.sector_id, sector.parent_id, sector.name_en, sector.name_de
from sector
where sector_id in (select sector_id from cluster_sector)
   or sector_id in (select parent_id from sector join cluster_sector using (sector_id))
order by sector_id
