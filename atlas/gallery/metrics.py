"""The charts about metrics: one or two of them, over clusters, regions and years."""

from typing import Any

import pandas

from atlas.charts.maps import choropleth, views
from atlas.charts.metrics import (
    cluster_list,
    distribution,
    foundings,
    lifelines,
    milestones_by_year,
    ranking,
    scatter,
    side_by_side,
    side_by_side_table,
    timeline,
    timeline_by_group,
)
from atlas.gallery import field_rows, row_order
from atlas.gallery.evidence import fetch, hedge_rules
from atlas.gallery.recipe import (
    GROUPS,
    Drawing,
    NothingToDraw,
    Options,
    Recipe,
    growing,
    metric_of,
    not_reported,
    statistic_of,
)
from atlas.i18n import _
from atlas.model.metrics import (
    PER_INHABITANT,
    PLACE_STATISTICS,
    STATISTIC_COLUMNS,
    STATISTICS,
    Metric,
    all_metrics,
)
from atlas.model.view import View


def _ranking(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    view = growing(view, options, metric)
    rows = ranking.ordered(view.run("metric_by_cluster", metric=metric.id), metric)
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    evidence = fetch(view, rows, metric=metric)
    figure = ranking.figure(
        rows, metric, view, int(options["most"]), evidence=evidence, rules=hedge_rules()
    )
    return Drawing(figure, rows, evidence)


def _cluster_list(view: View, options: Options) -> Drawing:
    """Draw a line for every selected cluster, or for those that do not report one metric."""
    sort, missing = options["sort"], options["missing"]
    metrics = all_metrics()
    rows = cluster_list.without(view.run("cluster_overview"), missing)
    if rows.empty:
        sentence = _("Every selected cluster reports “{metric}”.")
        if not view.selected:
            sentence = _("No cluster is selected.")
        label = metrics[missing].label if missing in metrics else ""
        raise NothingToDraw(sentence.format(metric=label))
    rows = cluster_list.ordered(cluster_list.add_words(rows), sort)
    evidence = fetch(view, rows)
    figure = cluster_list.figure(
        rows,
        metrics,
        view,
        evidence=evidence,
        sort=sort,
        missing=missing,
        most=int(options["most"]),
    )
    return Drawing(figure, rows, evidence)


def _changes(view: View, options: Options) -> Drawing:
    rows = view.run("milestones")
    if rows.empty:
        sentence = _("No dated change is known for this selection up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    evidence = fetch(view, rows)
    return Drawing(milestones_by_year.figure(rows, view, evidence=evidence), rows, evidence)


def _map(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    view = growing(view, options, metric)
    statistic = statistic_of(options, metric, of_places=True)
    query = "per_inhabitant" if statistic in PER_INHABITANT else "metric_by_region"
    rows = view.run(query, metric=metric.id, at=options["at"])
    if statistic == "per_million":
        # it counts clusters, whatever they report
        rows = rows.drop(columns=field_rows.OF_METRIC, errors="ignore")
    rows = row_order.largest_first(rows, metric, statistic)
    clusters = view.run("seats_of_selection", metric=metric.id)
    evidence = fetch(view, rows, metric=metric)
    figure = choropleth.figure(
        rows,
        clusters,
        metric,
        statistic,
        view,
        evidence=evidence,
        at=options["at"],
        area=options["area"],
    )
    if statistic == "per_million":
        rows = rows.drop(columns="reporting")
    return Drawing(figure, rows, evidence)


def _timeline(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    by = options["by"]
    if by == "cluster":
        rows = view.run("metric_by_year", metric=metric.id)
        dated = rows if options["axis"] == "year" else rows[rows["founding_year"].notna()]
        if dated.empty:
            raise NothingToDraw(not_reported(view, metric))
        evidence = fetch(view, rows, metric=metric)
        figure = timeline.figure(rows, metric, view, options["axis"], evidence=evidence)
        rows = row_order.largest_latest_first(rows, "cluster_id", "value")
        return Drawing(figure, rows, evidence)
    rows = view.run("metric_by_year_and_group", metric=metric.id, by=by)
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    statistic = statistic_of(options, metric)
    evidence = fetch(view, rows, metric=metric)
    figure = timeline_by_group.figure(rows, metric, statistic, view, by, evidence=evidence)
    rows = row_order.largest_latest_first(rows, "group_id", STATISTIC_COLUMNS[statistic])
    return Drawing(figure, rows, evidence)


def _foundings(view: View, options: Options) -> Drawing:
    metric = all_metrics()["founding_year"]
    rows = view.run("foundings_by_year")
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    evidence = fetch(view, rows, metric=metric)
    return Drawing(foundings.figure(rows, metric, view, evidence=evidence), rows, evidence)


def _lifelines(view: View, options: Options) -> Drawing:
    metric = all_metrics()["founding_year"]
    rows = view.run("founding")
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    milestones = view.run("milestones")
    page = min(max(1, int(options["part"])), lifelines.pages_of(rows))
    evidence = fetch(view, rows, milestones, metric=metric)
    figure = lifelines.figure(rows, milestones, metric, view, page, evidence=evidence)
    return Drawing(figure, lifelines.table(rows, milestones), evidence)


def _scatter(view: View, options: Options) -> Drawing:
    x, y = metric_of(options, "x"), metric_of(options, "y")
    size = metric_of(options, "size") if options["size"] != "none" else None
    view = growing(view, options, x, y, size)
    rows = view.run("metric_pair", x=x.id, y=y.id, size=options["size"], by="sector")
    if rows.empty:
        sentence = _("No selected cluster reports both “{x}” and “{y}” up to {year}.")
        raise NothingToDraw(sentence.format(x=x.label, y=y.label, year=view.year))
    log = options["scale"] == "log"
    evidence = fetch(view, rows)
    figure = scatter.figure(rows, x, y, size, view, evidence=evidence, logarithmic=log)
    return Drawing(figure, rows, evidence)


def _distribution(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    view = growing(view, options, metric)
    by = options["by"]
    rows = view.run("metric_by_group", metric=metric.id, by=by)
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    log = options["scale"] == "log"
    evidence = fetch(view, rows, metric=metric)
    figure = distribution.figure(rows, metric, view, by, log, evidence=evidence)
    return Drawing(figure, distribution.ordered(rows), evidence)


def _side_by_side(view: View, options: Options) -> Drawing:
    """Draw the clusters that the selection names one by one."""
    view = growing(view, options, *all_metrics().values())
    rows, reported = _picked_rows(view, options)
    evidence = fetch(view, rows)
    figure = side_by_side.figure(rows, all_metrics(), view, evidence=evidence, reported=reported)
    return Drawing(figure, rows, evidence)


def _side_by_side_table(view: View, options: Options) -> Drawing:
    view = growing(view, options, *all_metrics().values())
    rows, reported = _picked_rows(view, options)
    metrics = all_metrics()
    evidence = fetch(view, rows)
    figure = side_by_side_table.figure(rows, metrics, view, evidence=evidence, reported=reported)
    return Drawing(figure, side_by_side_table.lines(rows, metrics, view), evidence)


def _picked_rows(view: View, options: Options) -> tuple[pandas.DataFrame, list[Metric]]:
    """Return the ranked rows of the metrics asked for, and all metrics that are reported.

    The usual metrics where none is asked for, or none that any of the clusters reports.
    """
    rows = view.run("metrics_of_clusters", picked=list(view.selection.clusters))
    if rows.empty:
        sentence = _("None of them reports anything up to {year}.")
        raise NothingToDraw(sentence.format(year=view.year))
    metrics = all_metrics()
    asked = [metric_of({"show": name}, "show").id for name in options["show"].split(",") if name]
    reported = side_by_side.list_reported(rows, metrics)
    shown = [name for name in asked if name in reported][: side_by_side.MOST_METRICS]
    shown = shown or side_by_side.choose_usual(rows, metrics)
    kept = rows[rows["metric_id"].isin(shown)]
    return side_by_side.ranked(kept, metrics), [metrics[name] for name in reported]


_OF_MEMBERS = {"metric": "members"}
#: where the chart may show growth: the year from which on it is told
_GROWING = {"since": ""}
_SCALES = ("log", "linear")
_PICKED: dict[str, Any] = {
    "page": "compare",
    "view_parameters": {"compare": "picked"},
    "clusters_parameter": "pick",
}
CHARTS: dict[str, Recipe] = {
    "ranking": Recipe(
        _ranking,
        {**_OF_MEMBERS, **_GROWING, "most": "15"},
        page="compare",
        view_parameters={"compare": "ranking"},
    ),
    "cluster-list": Recipe(
        _cluster_list,
        {"sort": "name", "missing": "none", "most": "40"},
        {"sort": cluster_list.SORTS, "missing": ("none", *cluster_list.METRICS)},
        page="clusters",
    ),
    "changes": Recipe(_changes),
    "map": Recipe(
        _map,
        {**_OF_MEMBERS, **_GROWING, "stat": PLACE_STATISTICS[0], "at": "seat", "area": "germany"},
        {"stat": PLACE_STATISTICS, "at": ("seat", "covered"), "area": tuple(views.AREAS)},
        page="map",
    ),
    "timeline": Recipe(
        _timeline,
        {**_OF_MEMBERS, "by": "cluster", "axis": "year", "stat": "sum"},
        {"by": ("cluster", *GROUPS), "axis": ("year", "age"), "stat": STATISTICS},
        page="timeline",
        view_parameters={"timeline": "years"},
    ),
    "foundings": Recipe(_foundings, page="timeline", view_parameters={"timeline": "foundings"}),
    "lifelines": Recipe(
        _lifelines, {"part": "1"}, page="timeline", view_parameters={"timeline": "lives"}
    ),
    "scatter": Recipe(
        _scatter,
        {"x": "members", "y": "staff", "size": "none", "scale": "log", **_GROWING},
        {"scale": _SCALES},
        {"size": "none"},
        page="compare",
        view_parameters={"compare": "scatter"},
    ),
    "distribution": Recipe(
        _distribution,
        {**_OF_MEMBERS, **_GROWING, "by": "sector", "scale": "log"},
        {"by": GROUPS, "scale": _SCALES},
        page="compare",
        view_parameters={"compare": "distribution"},
    ),
    "side-by-side": Recipe(_side_by_side, {"show": "", **_GROWING}, **_PICKED),
    "side-by-side-table": Recipe(_side_by_side_table, {"show": "", **_GROWING}, **_PICKED),
}
