-- One row per selected cluster whose dated figures of $metric up to the end of $year lie at least three
-- years apart: base and latest figure, their years, and the compound growth between them in percent
-- per year. Clusters that have ended by then have none.
-- $since  the year of the base: the figure nearest to it, at most one year away; null: the first one
-- base_at_founding  the base counts the founding members, so growth starts from the very beginning
with counted as (
    select
        observation.*, dated_figure.year as dated_year, observation.qualifier = 'exact' as exact,
        qualifier.pattern_en, qualifier.pattern_de, source.title as source_title
    from dated_figure
    join selected_cluster on selected_cluster.cluster_id = dated_figure.cluster_id
    join observation      on observation.observation_id = dated_figure.observation_id
    join qualifier        on qualifier.qualifier = observation.qualifier
    join source           on source.source_id = observation.source_id
    where dated_figure.metric_id = $metric and dated_figure.year <= $year
      and dated_figure.exact_only = cast($exact_only as boolean)
),
base as (
    select
        counted.*,
        row_number() over (
            partition by counted.cluster_id
            order by abs(dated_year - coalesce(cast($since as integer), 0)), dated_year
        ) as place
    from counted
    where coalesce(abs(dated_year - cast($since as integer)) <= 1, true)
),
latest as (
    select
        counted.*,
        row_number() over (partition by counted.cluster_id order by counted.dated_year desc) as place
    from counted
)
select
    selected_cluster.cluster_id, selected_cluster.name,
    (pow(latest.value / base.value, 1.0 / (latest.dated_year - base.dated_year)) - 1) * 100 as value,
    (pow(latest.low / base.high, 1.0 / (latest.dated_year - base.dated_year)) - 1) * 100    as low,
    (pow(latest.high / base.low, 1.0 / (latest.dated_year - base.dated_year)) - 1) * 100    as high,
    base.exact and latest.exact as exact,
    base.dated_year as from_year, latest.dated_year as to_year,
    latest.dated_year - base.dated_year as years,
    base.value as base_value, base.low as base_low, base.high as base_high,
    base.as_of as base_as_of, base.at_founding as base_at_founding,
    base.pattern_en as base_pattern_en, base.pattern_de as base_pattern_de,
    base.source_id as base_source_id, base.source_title as base_source_title,
    latest.value as latest_value, latest.low as latest_low, latest.high as latest_high,
    latest.as_of as latest_as_of,
    latest.pattern_en as latest_pattern_en, latest.pattern_de as latest_pattern_de,
    latest.source_id as latest_source_id, latest.source_title as latest_source_title
from selected_cluster
join base   on base.cluster_id = selected_cluster.cluster_id and base.place = 1
join latest on latest.cluster_id = selected_cluster.cluster_id and latest.place = 1
join evidence still
  on still.cluster_id = selected_cluster.cluster_id
 and still.metric_id = $metric and still.year = $year
where latest.dated_year - base.dated_year >= 3 and base.low > 0
order by value desc, selected_cluster.name, selected_cluster.cluster_id
