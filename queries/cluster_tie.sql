-- One row per tie of a selected cluster to an organisation up to the end of $year: the periods in
-- which it held a label or belonged to a programme or network (belongs), and who else carries,
-- funds, starts or joins it.
-- until       when the source says that it ends, as precisely as it says so
-- until_date  the last day that it may have held, by the source or by the label's rule
with others as (
    select relation.*, selected_cluster.name
    from selected_cluster
    join relation      on relation.cluster_id = selected_cluster.cluster_id
    left join belonging on belonging.relation_id = relation.relation_id
    where (relation.as_of is null or year(relation.as_of_end) <= $year)
      and belonging.relation_id is null
)
select
    true as belongs, label_periods.cluster_id, label_periods.name,
    label_periods.kind as organisation_kind, label_periods.organisation_id,
    label_periods.organisation_name_en, label_periods.organisation_name_de,
    relation_kind.name_en, relation_kind.name_de,
    label_periods.as_of, label_periods.as_of_basis, label_periods.from_date,
    stated.until, label_periods.until_date, label_periods.until_basis,
    label_periods.source_id, label_periods.source_title, label_periods.source_publisher,
    label_periods.source_date, label_periods.basis_source_id,
    label_periods.locator, label_periods.note
from label_periods
join relation_kind on relation_kind.kind = label_periods.relation_kind
left join (
    select cluster_id, organisation_id, as_of, source_id, max(until) as until
    from relation
    where until is not null
    group by cluster_id, organisation_id, as_of, source_id
) stated
  on stated.cluster_id = label_periods.cluster_id
 and stated.organisation_id = label_periods.organisation_id
 and stated.as_of = label_periods.as_of
 and stated.source_id = label_periods.source_id
union all
select
    false, others.cluster_id, others.name,
    organisation.kind, others.organisation_id,
    organisation.name, coalesce(organisation.name_de, organisation.name),
    relation_kind.name_en, relation_kind.name_de,
    others.as_of, others.as_of_basis, null,
    others.until, null, null,
    others.source_id, source.title, source.publisher, source.date, null,
    others.locator, others.note
from others
join relation_kind on relation_kind.kind = others.kind
join organisation  on organisation.organisation_id = others.organisation_id
join source        on source.source_id = others.source_id
order by name, cluster_id, belongs desc, as_of nulls last, organisation_id, source_id
