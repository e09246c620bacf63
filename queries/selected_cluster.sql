-- What "selected" means: one row per cluster that the filters leave.
-- $groups, $sectors     a sector chosen inside a group narrows that group, not the others
-- $countries, $regions  likewise; a cluster matches by its seat and by any region it covers
-- $seat_only            only by its seat
-- $labels               any label, programme or network it belongs to
-- $clusters             clusters named one by one
-- $words                every word occurs in what is known by name about the cluster
-- seat_elsewhere  it is only active in the places chosen: its seat is in another one, or not known
-- seat_name_en, seat_name_de  where its seat is then; missing where all that is known is a country
--                 that has one of the places chosen, so that the seat may be there
with seated as (
    select
        cluster.*,
        not (
            array_length(cast($countries as varchar[]))
            + array_length(cast($regions as varchar[])) = 0
            or coalesce(cluster.seat_region_id, cluster.country_id) in (
                select selected_place.region_id from selected_place
            )
        ) as seat_elsewhere
    from cluster
)
select seated.*, seat.name_en as seat_name_en, seat.name_de as seat_name_de
from seated
left join region seat
  on seat.region_id = coalesce(seated.seat_region_id, seated.country_id)
 and seated.seat_elsewhere
 and (
        seated.seat_region_id is not null
        or seated.country_id not in (
            select region.country_id
            from region
            join selected_place on selected_place.region_id = region.region_id
        )
    )
where (
        array_length(cast($groups as varchar[])) + array_length(cast($sectors as varchar[])) = 0
        or cluster_id in (
            select cluster_sector.cluster_id
            from cluster_sector
            join sector using (sector_id)
            where list_contains(cast($sectors as varchar[]), sector.sector_id)
               or (
                    list_contains(cast($groups as varchar[]), sector.parent_id)
                    and sector.parent_id not in (
                        select narrowed.parent_id from sector narrowed
                        where list_contains(cast($sectors as varchar[]), narrowed.sector_id)
                    )
               )
        )
    )
  and (
        array_length(cast($countries as varchar[])) + array_length(cast($regions as varchar[])) = 0
        or (
            not seated.seat_elsewhere
            or (
                not cast($seat_only as boolean)
                and cluster_id in (
                    select covered_region.cluster_id
                    from covered_region
                    join selected_place on selected_place.region_id = covered_region.region_id
                )
            )
        )
    )
  and (
        array_length(cast($labels as varchar[])) = 0
        or cluster_id in (
            select belonging.cluster_id from belonging
            where list_contains(cast($labels as varchar[]), belonging.organisation_id)
        )
    )
  and (
        array_length(cast($clusters as varchar[])) = 0
        or list_contains(cast($clusters as varchar[]), cluster_id)
    )
  and (
        array_length(cast($words as varchar[])) = 0
        or array_length(
            list_filter(cast($words as varchar[]), lambda word: not contains(search_text, word))
        ) = 0
    )
