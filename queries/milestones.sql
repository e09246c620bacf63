-- One row per dated milestone of a selected cluster up to the end of $year that belongs on a lifeline.
select
    milestone.milestone_id, cluster_id, selected_cluster.name, milestone.kind,
    milestone_kind.name_en, milestone_kind.name_de,
    milestone.as_of, milestone.as_of_basis, year(milestone.as_of_end) as year,
    milestone.as_of_end, milestone.note,
    source.source_id, source.title as source_title, source.publisher as source_publisher,
    source.date as source_date
from selected_cluster
join milestone      using (cluster_id)
join milestone_kind on milestone_kind.kind = milestone.kind
join source         on source.source_id = milestone.source_id
where milestone_kind.on_lifeline
  and milestone.scope = 'cluster_organisation'
  and milestone.as_of_end is not null
  and year(milestone.as_of_end) <= $year
order by milestone.as_of_end, selected_cluster.name, milestone.milestone_id
