-- One row per selected cluster that reports both $x and $y at the end of $year, each with its
-- evidence, and the group of the kind $by (see cluster_group). $size may be missing.
with measured as (
    select * from evidence where year = $year
)
select
    selected_cluster.cluster_id, selected_cluster.name,
    selected_cluster.seat_elsewhere, selected_cluster.seat_name_en, selected_cluster.seat_name_de,
    x.growth as x_growth,
    x.value as x, x.low as x_low, x.high as x_high, x.as_of as x_as_of,
    x.window_begin as x_window_begin, x.window_end as x_window_end,
    x.window_exclusive as x_window_exclusive, x.aged_from as x_aged_from,
    x.as_of_basis as x_as_of_basis, x.qualifier as x_qualifier,
    x.pattern_en as x_pattern_en, x.pattern_de as x_pattern_de,
    x.open_above as x_open_above, x.open_below as x_open_below, x.source_id as x_source_id,
    x.source_title as x_source_title, x.basis_source_id as x_basis_source_id,
    x.basis_source_title as x_basis_source_title,
    y.growth as y_growth,
    y.value as y, y.low as y_low, y.high as y_high, y.as_of as y_as_of,
    y.window_begin as y_window_begin, y.window_end as y_window_end,
    y.window_exclusive as y_window_exclusive, y.aged_from as y_aged_from,
    y.as_of_basis as y_as_of_basis, y.qualifier as y_qualifier,
    y.pattern_en as y_pattern_en, y.pattern_de as y_pattern_de,
    y.open_above as y_open_above, y.open_below as y_open_below, y.source_id as y_source_id,
    y.source_title as y_source_title, y.basis_source_id as y_basis_source_id,
    y.basis_source_title as y_basis_source_title,
    size.growth as size_growth,
    size.value as size, size.low as size_low, size.high as size_high, size.as_of as size_as_of,
    size.window_begin as size_window_begin, size.window_end as size_window_end,
    size.window_exclusive as size_window_exclusive, size.aged_from as size_aged_from,
    size.as_of_basis as size_as_of_basis, size.qualifier as size_qualifier,
    size.pattern_en as size_pattern_en, size.pattern_de as size_pattern_de,
    size.open_above as size_open_above, size.open_below as size_open_below,
    size.source_id as size_source_id, size.source_title as size_source_title,
    size.basis_source_id as size_basis_source_id,
    size.basis_source_title as size_basis_source_title,
    x.exact and y.exact as exact,
    cluster_group.group_id, cluster_group.name_en as group_name_en,
    cluster_group.name_de as group_name_de
from selected_cluster
join measured x on x.cluster_id = selected_cluster.cluster_id and x.metric_id = $x
join measured y on y.cluster_id = selected_cluster.cluster_id and y.metric_id = $y
left join measured size
  on size.cluster_id = selected_cluster.cluster_id and size.metric_id = $size
left join cluster_group on cluster_group.cluster_id = selected_cluster.cluster_id
order by selected_cluster.name, selected_cluster.cluster_id
