-- One row per source of any fact about a selected cluster that is dated up to the end of $year or not
-- at all: how many observations, milestones and relations stand in it, about how many clusters, and
-- how many of the observations charts show.
with fact as (
    select source_id, cluster_id, 'observation' as kind, standing = 'charted' as charted
    from every_observation
    union all
    select milestone.source_id, milestone.cluster_id, 'milestone', false
    from milestone
    join selected_cluster on selected_cluster.cluster_id = milestone.cluster_id
    where coalesce(left(milestone.as_of, 4)::integer, $year) <= $year
    union all
    select relation.source_id, relation.cluster_id, 'relation', false
    from relation
    join selected_cluster on selected_cluster.cluster_id = relation.cluster_id
    where coalesce(left(relation.as_of, 4)::integer, $year) <= $year
)

select
    source.source_id, source.title, source.publisher, source.date, source.language, source.url,
    count(*)                                              as facts,
    count(case when fact.kind = 'observation' then 1 end) as observations,
    count(case when fact.charted then 1 end)              as charted,
    count(case when fact.kind = 'milestone' then 1 end)   as milestones,
    count(case when fact.kind = 'relation' then 1 end)    as relations,
    count(distinct fact.cluster_id)                       as clusters
from fact
join source on source.source_id = fact.source_id
group by
    source.source_id, source.title, source.publisher, source.date, source.language, source.url
order by facts desc, source.date desc nulls last, source.title, source.source_id
