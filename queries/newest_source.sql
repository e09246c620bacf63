-- One row per cluster: the newest source that says anything about it.
select cluster_id, source_id
from (
    select
        said.cluster_id, said.source_id,
        row_number() over (
            partition by said.cluster_id order by source.date desc nulls last, said.source_id
        ) as place
    from (
        select cluster_id, source_id from observation
        union
        select cluster_id, source_id from milestone
        union
        select cluster_id, source_id from relation
    ) said
    join source using (source_id)
) ranked
where place = 1
