-- One row per selected cluster: who it is, where it has its seat, where it can be found.
-- seat_basis says whether a source names the seat or whether it was worked out.
select
    selected_cluster.cluster_id, selected_cluster.name, selected_cluster.legal_form,
    selected_cluster.seat_city, selected_cluster.lat, selected_cluster.lon,
    selected_cluster.seat_basis, selected_cluster.seat_region_id, selected_cluster.country_id,
    seat_region.name_en as seat_region_name_en, seat_region.name_de as seat_region_name_de,
    country.name_en as country_name_en, country.name_de as country_name_de,
    selected_cluster.website, selected_cluster.ended_on
from selected_cluster
join region country on country.region_id = selected_cluster.country_id
left join region seat_region on seat_region.region_id = selected_cluster.seat_region_id
order by selected_cluster.name, selected_cluster.cluster_id
