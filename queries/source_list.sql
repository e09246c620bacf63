-- One row per source in $source_ids.
-- origin: yours, of a source that this session's reader brought.
select
    source_id, title, publisher, date, language, url, kind, retrieved, window_begin, window_end,
    origin
from source
where list_contains(cast($source_ids as varchar[]), source_id)
order by date desc nulls last, title, source_id
