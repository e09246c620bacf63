-- One row per selected cluster and criterion of any scheme that a metric measures: what is known of
-- it at the end of $year; null where nothing is.
-- value, low, high…     the figure; whole_…  the other one, for criteria that ask for a share
-- undated               a figure of a text that may be later than $year is all there is: undated_value, …
with measured as (
    select * from evidence where year = $year
)
select
    selected_cluster.cluster_id, selected_cluster.name, criterion.criterion_id,
    part.value, part.low, part.high, part.qualifier, part.pattern_en, part.pattern_de,
    part.open_above, part.open_below,
    part.as_of, part.as_of_basis, part.window_begin, part.window_end, part.note,
    part.source_id, part.source_title, part.source_publisher, part.source_date,
    whole.value as whole_value, whole.low as whole_low, whole.high as whole_high,
    whole.as_of as whole_as_of, whole.as_of_basis as whole_as_of_basis,
    whole.window_begin as whole_window_begin, whole.window_end as whole_window_end,
    coalesce(whole.source_id, part.basis_source_id) as basis_source_id,
    coalesce(whole.source_title, part.basis_source_title) as basis_source_title,
    whole.source_publisher as basis_source_publisher, whole.source_date as basis_source_date,
    undated.value as undated_value, undated.low as undated_low, undated.high as undated_high,
    hedge.pattern_en as undated_pattern_en, hedge.pattern_de as undated_pattern_de,
    undated.window_begin as undated_window_begin, undated.window_end as undated_window_end,
    undated.source_id as undated_source_id, source.title as undated_source_title,
    source.publisher as undated_source_publisher, source.date as undated_source_date
from selected_cluster
cross join criterion
left join measured part
  on part.cluster_id = selected_cluster.cluster_id and part.metric_id = criterion.metric_id
left join measured whole
  on whole.cluster_id = selected_cluster.cluster_id and whole.metric_id = criterion.share_of
left join undated
  on undated.cluster_id = selected_cluster.cluster_id and undated.metric_id = criterion.metric_id
 and part.value is null and criterion.share_of is null
left join qualifier hedge on hedge.qualifier = undated.qualifier
left join source          on source.source_id = undated.source_id
where criterion.metric_id is not null
order by
    selected_cluster.name, selected_cluster.cluster_id, criterion.scheme_id, criterion.position
