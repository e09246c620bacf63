-- One row per fact dated up to the end of $year or not at all: every observation, milestone and
-- relation of every cluster, with all that its source states.
-- about: the metric, or the kind of milestone or relation.
select *
from (
    select
        'observation' as fact, observation.observation_id as fact_id,
        observation.cluster_id, cluster.name, observation.metric_id as about,
        metric.label_en as about_en, metric.label_de as about_de, metric.position,
        null as organisation_id, null as organisation_en, null as organisation_de,
        observation.as_of, observation.as_of_basis,
        observation.window_begin, observation.window_end,
        observation.source_id, source.title as source_title,
        observation.value, observation.low, observation.high, null as unit,
        observation.qualifier, qualifier.pattern_en, qualifier.pattern_de,
        observation.scope, null as until, observation.locator, observation.note
    from observation
    join cluster   on cluster.cluster_id = observation.cluster_id
    join metric    on metric.metric_id = observation.metric_id
    join qualifier on qualifier.qualifier = observation.qualifier
    join source    on source.source_id = observation.source_id
    union all
    select
        'milestone', milestone.milestone_id,
        milestone.cluster_id, cluster.name, milestone.kind,
        milestone_kind.name_en, milestone_kind.name_de, 1000,
        null, null, null,
        milestone.as_of, milestone.as_of_basis, null, null,
        milestone.source_id, source.title,
        milestone.value, null, null, milestone.unit,
        milestone.qualifier, null, null,
        milestone.scope, null, milestone.locator, milestone.note
    from milestone
    join cluster        on cluster.cluster_id = milestone.cluster_id
    join milestone_kind on milestone_kind.kind = milestone.kind
    join source         on source.source_id = milestone.source_id
    union all
    select
        'relation', relation.relation_id,
        relation.cluster_id, cluster.name, relation.kind,
        relation_kind.name_en, relation_kind.name_de, 2000,
        relation.organisation_id, organisation.name,
        coalesce(organisation.name_de, organisation.name),
        relation.as_of, relation.as_of_basis, null, null,
        relation.source_id, source.title,
        null, null, null, null,
        null, null, null,
        null, relation.until, relation.locator, relation.note
    from relation
    join cluster       on cluster.cluster_id = relation.cluster_id
    join relation_kind on relation_kind.kind = relation.kind
    join organisation  on organisation.organisation_id = relation.organisation_id
    join source        on source.source_id = relation.source_id
) every_fact
where coalesce(left(as_of, 4)::integer, $year) <= $year
order by name, cluster_id, position, about, as_of desc nulls last, fact_id
