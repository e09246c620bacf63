-- What "selected" means: one row per cluster that the filters leave.
-- $groups, $sectors     a sector chosen inside a group narrows that group, not the others
-- $countries, $regions  likewise; a cluster matches by any region it covers
-- $labels               any label, programme or network it belongs to
-- $clusters             clusters named one by one
-- $words                every word occurs in what is known by name about the cluster
select cluster.*
from cluster
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
        or cluster_id in (
            select covered_region.cluster_id
            from covered_region
            where list_contains(cast($regions as varchar[]), covered_region.region_id)
               or (
                    list_contains(cast($countries as varchar[]), covered_region.country_id)
                    and covered_region.country_id not in (
                        select narrowed.country_id from region narrowed
                        where list_contains(cast($regions as varchar[]), narrowed.region_id)
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
