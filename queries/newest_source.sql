-- One row per cluster: the newest source that says anything about it. newest: the date of the source
-- or, where it has none, the latest date for which it states anything of the cluster, or after which
-- it was written; null where not even that is known.
select cluster_id, source_id, newest
from (
    select
        stated.cluster_id, stated.source_id,
        coalesce(source.date, stated.as_of, source.window_begin) as newest,
        row_number() over (
            partition by stated.cluster_id
            order by
                coalesce(source.date, stated.as_of, source.window_begin) desc nulls last,
                stated.source_id
        ) as place
    from (
        select cluster_id, source_id, max(as_of) as as_of
        from (
            select cluster_id, source_id, as_of from observation
            union all
            select cluster_id, source_id, as_of from milestone
            union all
            select cluster_id, source_id, as_of from relation
        ) fact
        group by cluster_id, source_id
    ) stated
    join source using (source_id)
) ranked
where place = 1
