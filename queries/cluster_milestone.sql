-- One row per milestone of a selected cluster up to the end of $year, of any kind and scope, with
-- the place in its source; those without a date come last.
select
    milestone.milestone_id, selected_cluster.cluster_id, selected_cluster.name, milestone.kind,
    milestone_kind.name_en, milestone_kind.name_de, milestone_kind.on_lifeline,
    milestone.as_of, milestone.as_of_basis, year(milestone.as_of_end) as year,
    milestone.value, unit.unit as unit_en, unit.name_de as unit_de, unit.one_en, unit.one_de,
    milestone.qualifier,
    qualifier.pattern_en, qualifier.pattern_de,
    milestone.scope, scope.name_en as scope_name_en, scope.name_de as scope_name_de,
    milestone.scope = 'cluster_organisation' as own_scope,
    milestone.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date, milestone.locator, milestone.note
from selected_cluster
join milestone      on milestone.cluster_id = selected_cluster.cluster_id
join milestone_kind on milestone_kind.kind = milestone.kind
join scope          on scope.scope = milestone.scope
join source         on source.source_id = milestone.source_id
left join unit      on unit.unit = milestone.unit
left join qualifier on qualifier.qualifier = milestone.qualifier
where milestone.as_of_end is null or year(milestone.as_of_end) <= $year
order by
    selected_cluster.name, selected_cluster.cluster_id,
    milestone.as_of nulls last, milestone.milestone_id
