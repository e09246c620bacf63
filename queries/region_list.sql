-- One row per region and country, with the number of clusters that cover any part of it.
select
    region.region_id, region.parent_id, region.country_id, region.level,
    region.name_en, region.name_de, region.outline,
    count(distinct covered_region.cluster_id) as clusters
from region
left join covered_region
  on covered_region.region_id = region.region_id
  or (region.level = 'country' and covered_region.country_id = region.region_id)
group by
    region.region_id, region.parent_id, region.country_id, region.level,
    region.name_en, region.name_de, region.outline
order by region.region_id
