-- One row per selected cluster and year in which a value of $metric is known, up to $year.
-- observed: the value is dated in that year; carried_forward: it holds for an earlier year. Neither:
-- its window ends in that year, or it needs no date.
select
    selected_cluster.cluster_id, selected_cluster.name, evidence.year,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    evidence.value, evidence.low, evidence.high,
    coalesce(left(evidence.as_of, 4)::integer = evidence.year, false) as observed,
    evidence.exact, evidence.qualifier, evidence.pattern_en, evidence.pattern_de,
    evidence.open_above, evidence.open_below,
    evidence.as_of, evidence.as_of_basis, evidence.note,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.source_publisher, evidence.source_date,
    founding.value as founding_year
from selected_cluster
join evidence on evidence.cluster_id = selected_cluster.cluster_id
left join evidence founding
  on founding.cluster_id = evidence.cluster_id
 and founding.metric_id = 'founding_year' and founding.year = evidence.year
where evidence.metric_id = $metric
order by selected_cluster.cluster_id, evidence.year
