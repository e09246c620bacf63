-- One row per region and country: its inhabitants, with the year and source of that number.
select
    population.region_id, region.name_en, region.name_de, region.level, region.country_id,
    population.population, population.year as population_year, population.note,
    population.source_id, source.title as source_title, source.publisher as source_publisher
from population
join region on region.region_id = population.region_id
join source on source.source_id = population.source_id
order by population.region_id
