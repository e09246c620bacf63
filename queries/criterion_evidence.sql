-- One row per selected cluster and criterion of the scheme $scheme that a metric measures: what is
-- known of it at the end of $year; null where nothing is.
-- value, low, high…     the figure; whole_…  the other one, for criteria that ask for a share
-- undated               a figure without a date is all that is known: undated_value, …
with measured as (
    select * from evidence where year = $year
),
-- of clusters that never state it with a date: the most exact figure, from the newest source
undated as (
    select
        observation.*, source.title as source_title, source.publisher as source_publisher,
        source.date as source_date, qualifier.pattern_en, qualifier.pattern_de,
        row_number() over (
            partition by observation.cluster_id, observation.metric_id
            order by qualifier.rank, coalesce(source.date, '') desc, observation.observation_id
        ) as place
    from observation
    join metric    on metric.metric_id = observation.metric_id
    join qualifier on qualifier.qualifier = observation.qualifier
    join source    on source.source_id = observation.source_id
    left join observation dated
      on dated.cluster_id = observation.cluster_id and dated.metric_id = observation.metric_id
     and dated.scope = observation.scope and dated.as_of is not null
    where observation.as_of is null and dated.observation_id is null
      and observation.scope = metric.about and metric.kind <> 'attribute'
      and (not cast($exact_only as boolean) or observation.qualifier = 'exact')
)
select
    selected_cluster.cluster_id, selected_cluster.name, criterion.criterion_id,
    part.value, part.low, part.high, part.qualifier, part.pattern_en, part.pattern_de,
    part.as_of, part.as_of_basis, part.note,
    part.source_id, part.source_title, part.source_publisher, part.source_date,
    whole.value as whole_value, whole.low as whole_low, whole.high as whole_high,
    whole.as_of as whole_as_of, whole.as_of_basis as whole_as_of_basis,
    coalesce(whole.source_id, part.basis_source_id) as basis_source_id,
    coalesce(whole.source_title, part.basis_source_title) as basis_source_title,
    whole.source_publisher as basis_source_publisher, whole.source_date as basis_source_date,
    undated.value as undated_value, undated.low as undated_low, undated.high as undated_high,
    undated.pattern_en as undated_pattern_en, undated.pattern_de as undated_pattern_de,
    undated.source_id as undated_source_id, undated.source_title as undated_source_title,
    undated.source_publisher as undated_source_publisher, undated.source_date as undated_source_date
from selected_cluster
cross join criterion
left join measured part
  on part.cluster_id = selected_cluster.cluster_id and part.metric_id = criterion.metric_id
left join measured whole
  on whole.cluster_id = selected_cluster.cluster_id and whole.metric_id = criterion.share_of
left join undated
  on undated.cluster_id = selected_cluster.cluster_id and undated.metric_id = criterion.metric_id
 and undated.place = 1 and part.value is null and criterion.share_of is null
where criterion.scheme_id = $scheme and criterion.metric_id is not null
order by selected_cluster.name, selected_cluster.cluster_id, criterion.position
