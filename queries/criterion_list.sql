-- One row per criterion of the scheme $scheme, in its order, with what it asks for as far as that
-- is public, and our nearest figure.
-- measured_by, share_of  the metric, and the one that it is a share of; null when nothing here
--                        measures the criterion
select
    criterion.criterion_id, criterion.scheme_id, criterion.code, criterion.position,
    criterion.group_en, criterion.group_de, criterion.name_en, criterion.name_de,
    criterion.metric_id as measured_by, criterion.share_of,
    criterion.comparison, criterion.threshold, criterion.unit_en, criterion.unit_de,
    criterion.usually, criterion.confidence, criterion.audited_for_silver,
    criterion.remark_en, criterion.remark_de,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date
from criterion
join source on source.source_id = criterion.source_id
where criterion.scheme_id = $scheme
order by criterion.position
