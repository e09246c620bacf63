-- One row per selected cluster, whether it reports figures or not: seat, sectors, founding, members,
-- staff and events at the end of $year, each with its date or window and hedge, and its newest source.
with measured as (
    select * from evidence
    where year = $year and metric_id in ('members', 'staff', 'events_per_year', 'founding_year')
),
fields as (
    select
        cluster_sector.cluster_id,
        list(sector.name_en order by cluster_sector.position) as sectors_en,
        list(sector.name_de order by cluster_sector.position) as sectors_de
    from cluster_sector
    join sector on sector.sector_id = cluster_sector.sector_id
    group by cluster_sector.cluster_id
)
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.legal_form,
    selected_cluster.seat_city, selected_cluster.seat_region_id,
    seat_region.name_en as seat_region_name_en, seat_region.name_de as seat_region_name_de,
    selected_cluster.country_id, selected_cluster.seat_elsewhere,
    country.name_en as country_name_en, country.name_de as country_name_de,
    selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    fields.sectors_en, fields.sectors_de,
    founded.value as founding_year,
    founded.low as founded_low, founded.high as founded_high,
    founded.qualifier as founded_qualifier, founded.pattern_en as founded_pattern_en,
    founded.pattern_de as founded_pattern_de, founded.source_id as founded_source_id,
    members.value as members, members.low as members_low, members.high as members_high,
    members.qualifier as members_qualifier,
    members.pattern_en as members_pattern_en, members.pattern_de as members_pattern_de,
    members.as_of as members_as_of, members.window_begin as members_window_begin,
    members.window_end as members_window_end, members.window_exclusive as members_window_exclusive,
    members.aged_from as members_aged_from, members.source_id as members_source_id,
    staff.value as staff, staff.low as staff_low, staff.high as staff_high,
    staff.qualifier as staff_qualifier,
    staff.pattern_en as staff_pattern_en, staff.pattern_de as staff_pattern_de,
    staff.as_of as staff_as_of, staff.window_begin as staff_window_begin,
    staff.window_end as staff_window_end, staff.window_exclusive as staff_window_exclusive,
    staff.aged_from as staff_aged_from, staff.source_id as staff_source_id,
    events.value as events, events.low as events_low, events.high as events_high,
    events.qualifier as events_qualifier,
    events.pattern_en as events_pattern_en, events.pattern_de as events_pattern_de,
    events.as_of as events_as_of, events.window_begin as events_window_begin,
    events.window_end as events_window_end, events.window_exclusive as events_window_exclusive,
    events.aged_from as events_aged_from, events.source_id as events_source_id,
    newest_source.source_id as newest_source_id,
    newest_source.newest as newest_source_time, source.title as newest_source_title,
    source.publisher as newest_source_publisher, source.date as newest_source_date,
    source.url as newest_source_url, source.retrieved as newest_source_retrieved,
    selected_cluster.website, selected_cluster.ended_on
from selected_cluster
join region country on country.region_id = selected_cluster.country_id
left join region seat_region on seat_region.region_id = selected_cluster.seat_region_id
left join fields             on fields.cluster_id = selected_cluster.cluster_id
left join measured founded
  on founded.cluster_id = selected_cluster.cluster_id and founded.metric_id = 'founding_year'
left join measured members
  on members.cluster_id = selected_cluster.cluster_id and members.metric_id = 'members'
left join measured staff
  on staff.cluster_id = selected_cluster.cluster_id and staff.metric_id = 'staff'
left join measured events
  on events.cluster_id = selected_cluster.cluster_id and events.metric_id = 'events_per_year'
left join newest_source on newest_source.cluster_id = selected_cluster.cluster_id
left join source        on source.source_id = newest_source.source_id
order by selected_cluster.name, selected_cluster.cluster_id
