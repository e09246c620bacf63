-- One row per selected cluster and metric in $metrics that it reports at the end of $year, with
-- its evidence; for what is worked out from two observations, both of them (first, latest).
select
    selected_cluster.cluster_id, selected_cluster.name, evidence.metric_id,
    evidence.value, evidence.low, evidence.high, evidence.qualifier, evidence.pattern_en,
    evidence.pattern_de, evidence.exact, evidence.as_of, evidence.as_of_basis,
    evidence.window_begin, evidence.window_end, evidence.window_exclusive,
    evidence.carried_forward, evidence.aged_from, evidence.source_kind,
    evidence.source_id, evidence.source_title, evidence.basis_source_id,
    earliest.value as first_value, earliest.low as first_low, earliest.high as first_high,
    earliest.as_of as first_as_of, coalesce(earliest.at_founding, false) as first_at_founding,
    first_hedge.pattern_en as first_pattern_en, first_hedge.pattern_de as first_pattern_de,
    latest.value as latest_value, latest.low as latest_low, latest.high as latest_high,
    latest.as_of as latest_as_of,
    latest_hedge.pattern_en as latest_pattern_en, latest_hedge.pattern_de as latest_pattern_de
from selected_cluster
join evidence on evidence.cluster_id = selected_cluster.cluster_id
join observation latest          on latest.observation_id = evidence.observation_id
join qualifier latest_hedge      on latest_hedge.qualifier = latest.qualifier
left join observation earliest   on earliest.observation_id = evidence.basis_observation_id
left join qualifier first_hedge  on first_hedge.qualifier = earliest.qualifier
where evidence.year = $year
  and list_contains(cast($metrics as varchar[]), evidence.metric_id)
order by
    evidence.metric_id, evidence.value desc, selected_cluster.name, selected_cluster.cluster_id
