-- One row per field and place (see seat_and_field) of selected clusters: how many, which, and the
-- newest source on each.
select
    field_id, field_name_en, field_name_de, place_id, place_name_en, place_name_de,
    count(*)                         as clusters,
    list(name order by name)         as names,
    list_sort(list(distinct source_id)) as source_ids
from seat_and_field
left join newest_source using (cluster_id)
group by field_id, field_name_en, field_name_de, place_id, place_name_en, place_name_de
order by field_id, place_id
