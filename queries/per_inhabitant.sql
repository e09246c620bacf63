-- One row per region and country in which a selected cluster has its seat ($at = 'seat') or which it
-- covers ($at = 'covered'): clusters per million inhabitants, and the total of $metric at the end of
-- $year per 100,000. In a country every cluster counts once; one that covers a whole country counts
-- for the country only, not for its regions. One that is only active in the places chosen counts for
-- no place besides these. A seat known by country only paints no country that is drawn whole.
-- Where regions are chosen, their country as a whole is not told: most of its clusters are left out.
-- few  fewer than three clusters, or fewer than 100,000 inhabitants: too few to compare
-- Values are null where no cluster reports.
with place as (
    select cluster_id, seat_region_id as region_id
    from selected_cluster
    where $at = 'seat' and seat_region_id is not null and not seat_elsewhere
    union
    select selected_cluster.cluster_id, selected_cluster.country_id
    from selected_cluster
    join region on region.region_id = selected_cluster.country_id
    where $at = 'seat' and not selected_cluster.seat_elsewhere
      and (selected_cluster.seat_region_id is not null or not region.outline)
    union
    select selected_cluster.cluster_id, cluster_region.region_id
    from selected_cluster
    join cluster_region on cluster_region.cluster_id = selected_cluster.cluster_id
    where $at = 'covered'
      and (
            not selected_cluster.seat_elsewhere
            or cluster_region.region_id in (select selected_place.region_id from selected_place)
        )
    union
    select selected_cluster.cluster_id, region.country_id
    from selected_cluster
    join cluster_region on cluster_region.cluster_id = selected_cluster.cluster_id
    join region         on region.region_id = cluster_region.region_id
    where $at = 'covered'
      and (
            not selected_cluster.seat_elsewhere
            or region.country_id in (select selected_place.region_id from selected_place)
        )
)
select
    region.region_id, region.name_en, region.name_de, region.level, region.country_id,
    region.outline, population.population, population.year as population_year,
    population.source_id as population_source_id,
    count(*)                                                    as clusters,
    count(*) * 1000000.0 / population.population                as clusters_per_million,
    count(*) < 3 or population.population < 100000              as few,
    count(metric_by_cluster.value)                              as reporting,
    count(case when metric_by_cluster.exact then 1 end)         as exact,
    count(case when metric_by_cluster.open_above then 1 end) as open_above,
    sum(case when metric_by_cluster.exact then metric_by_cluster.value end) as exact_total,
    sum(metric_by_cluster.value)                                as total,
    sum(metric_by_cluster.low)                                  as low,
    sum(metric_by_cluster.high)                                 as high,
    sum(metric_by_cluster.value) * 100000.0 / population.population as per_100000,
    sum(metric_by_cluster.low) * 100000.0 / population.population   as per_100000_low,
    sum(metric_by_cluster.high) * 100000.0 / population.population  as per_100000_high,
    min(coalesce(metric_by_cluster.as_of, metric_by_cluster.window_begin)) as first_as_of,
    arg_min(metric_by_cluster.as_of is null, coalesce(metric_by_cluster.as_of, metric_by_cluster.window_begin)) as first_undated,
    max(coalesce(metric_by_cluster.as_of, metric_by_cluster.window_end)) as last_as_of,
    arg_max(metric_by_cluster.as_of is null, coalesce(metric_by_cluster.as_of, metric_by_cluster.window_end)) as last_undated,
    list_sort(list(distinct metric_by_cluster.source_id))       as source_ids
from place
join region     on region.region_id = place.region_id
join population on population.region_id = region.region_id
left join metric_by_cluster on metric_by_cluster.cluster_id = place.cluster_id
where array_length(cast($countries as varchar[])) + array_length(cast($regions as varchar[])) = 0
   or (
        region.outline
        or region.region_id in (select selected_place.region_id from selected_place)
    )
group by
    region.region_id, region.name_en, region.name_de, region.level, region.country_id,
    region.outline, population.population, population.year, population.source_id
order by region.region_id
