-- One row per selected cluster, metric in $metrics and year in which a value of it is known, up to
-- $year, with the founding year that is known by then.
-- observed: the value is dated in that year; carried_forward: it holds for an earlier year.
select
    cluster_id, name, metric_id, year, value, low, high,
    coalesce(left(as_of, 4)::integer = year, false) as observed,
    exact, qualifier, pattern_en, pattern_de, open_above, open_below, as_of, as_of_basis, note,
    window_begin, window_end, window_exclusive, carried_forward, aged_from, source_kind,
    source_id, source_title, source_publisher, source_date, founding_year
from (
    select
        evidence.*, selected_cluster.name,
        max(case when evidence.metric_id = 'founding_year' then evidence.value end)
            over (partition by evidence.cluster_id, evidence.year) as founding_year
    from selected_cluster
    join evidence on evidence.cluster_id = selected_cluster.cluster_id
    where evidence.metric_id = 'founding_year'
       or list_contains(cast($metrics as varchar[]), evidence.metric_id)
) reported
where list_contains(cast($metrics as varchar[]), metric_id)
order by metric_id, cluster_id, year
