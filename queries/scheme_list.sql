-- One row per label, listing or programme whose criteria are known, at least in part.
-- listed: how many of its criteria are here; measurable: how many with a public threshold and a
-- figure of ours to hold against it.
select
    scheme.scheme_id, scheme.position, scheme.organisation_id, scheme.name_en, scheme.name_de,
    scheme.short_en, scheme.short_de, scheme.version, scheme.criteria_count,
    scheme.note_en, scheme.note_de,
    count(*)                                                       as listed,
    count(criterion.threshold)                                     as with_threshold,
    count(case when criterion.threshold is not null and criterion.metric_id is not null then 1 end)
                                                                   as measurable,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date
from scheme
join criterion on criterion.scheme_id = scheme.scheme_id
join source    on source.source_id = scheme.source_id
group by
    scheme.scheme_id, scheme.position, scheme.organisation_id, scheme.name_en, scheme.name_de,
    scheme.short_en, scheme.short_de, scheme.version, scheme.criteria_count,
    scheme.note_en, scheme.note_de,
    source.source_id, source.title, source.publisher, source.date
order by scheme.position
