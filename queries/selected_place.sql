-- One row per region or country that the filters name: where a seat is one of the chosen places.
-- $countries, $regions  a region chosen inside a country narrows that country, not the others
select region.region_id
from region
where list_contains(cast($regions as varchar[]), region.region_id)
   or (
        list_contains(cast($countries as varchar[]), region.country_id)
        and region.country_id not in (
            select narrowed.country_id from region narrowed
            where list_contains(cast($regions as varchar[]), narrowed.region_id)
        )
   )
