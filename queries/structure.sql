-- One row per cluster to compare: those that the filters leave and that existed at the end of
-- $year, and those in $also: what kind of cluster it is, as known at the end of $year.
-- $also  clusters that are wanted whatever the filters say: the one compared, and peers by hand
-- in_pool: the filters leave it. region_kind: city, one, several (regions) or country.
-- What is not known stays null. The as-of dates are those of members and staff.
with founded as (
    select cluster_id, min(value) as year
    from observation
    where metric_id = 'founding_year' and scope = 'cluster_organisation'
    group by cluster_id
),
pool as (
    select selected_cluster.cluster_id
    from selected_cluster
    left join founded on founded.cluster_id = selected_cluster.cluster_id
    where coalesce(left(selected_cluster.ended_on, 4)::integer > $year, true)
      and coalesce(founded.year <= $year, true)
),
sizes as (
    select
        cluster_id,
        max(case when metric_id = 'age_years' then value end) as age_value,
        max(case when metric_id = 'age_years' then low end)   as age_low,
        max(case when metric_id = 'age_years' then high end)  as age_high,
        max(case when metric_id = 'members' then value end)   as members_value,
        max(case when metric_id = 'members' then low end)     as members_low,
        max(case when metric_id = 'members' then high end)    as members_high,
        max(case when metric_id = 'staff' then value end)     as staff_value,
        max(case when metric_id = 'staff' then low end)       as staff_low,
        max(case when metric_id = 'staff' then high end)      as staff_high,
        min(case when metric_id <> 'age_years' then as_of end) as first_as_of,
        max(case when metric_id <> 'age_years' then as_of end) as last_as_of,
        list_sort(list(distinct source_id))                   as source_ids
    from evidence
    where year = $year and metric_id in ('age_years', 'members', 'staff')
    group by cluster_id
),
fields as (
    select
        cluster_sector.cluster_id,
        list_sort(list(distinct sector.sector_id))                             as sectors,
        list_sort(list(distinct coalesce(sector.parent_id, sector.sector_id))) as sector_groups
    from cluster_sector
    join sector on sector.sector_id = cluster_sector.sector_id
    group by cluster_sector.cluster_id
),
places as (
    select
        cluster_region.cluster_id,
        count(*)                                               as regions,
        count(distinct region.country_id)                      as countries,
        max(case when region.level = 'country' then 1 else 0 end) as whole,
        max(case when region.city then 1 else 0 end)           as city
    from cluster_region
    join region on region.region_id = cluster_region.region_id
    group by cluster_region.cluster_id
)
select
    cluster.cluster_id, cluster.name,
    pool.cluster_id is not null as in_pool,
    sizes.age_value, sizes.age_low, sizes.age_high,
    sizes.members_value, sizes.members_low, sizes.members_high,
    sizes.staff_value, sizes.staff_low, sizes.staff_high,
    fields.sectors, fields.sector_groups,
    case
        when places.cluster_id is null then null
        when places.whole = 1 and places.countries = 1 then 'country'
        when places.regions > 1 then 'several'
        when places.city = 1 then 'city'
        else 'one'
    end as region_kind,
    places.countries > 1 as cross_border,
    sizes.first_as_of, sizes.last_as_of,
    coalesce(sizes.source_ids, cast([] as varchar[])) as source_ids
from cluster
left join pool   on pool.cluster_id = cluster.cluster_id
left join sizes  on sizes.cluster_id = cluster.cluster_id
left join fields on fields.cluster_id = cluster.cluster_id
left join places on places.cluster_id = cluster.cluster_id
where pool.cluster_id is not null
   or list_contains(cast($also as varchar[]), cluster.cluster_id)
order by cluster.name, cluster.cluster_id
