"""The charts about sectors and regions."""

import pandas

from atlas import i18n
from atlas.analysis import location_quotient
from atlas.charts.base import heatmap
from atlas.charts.sectors import cohorts, matrix, small_multiples, specialisation
from atlas.gallery import field_rows, row_order
from atlas.gallery.evidence import fetch
from atlas.gallery.recipe import (
    GROUPS,
    Drawing,
    NoChart,
    NothingToDraw,
    Options,
    Recipe,
    growing,
    metric_of,
    not_reported,
    statistic_of,
)
from atlas.i18n import _
from atlas.model.metrics import PLACE_STATISTICS, STATISTIC_COLUMNS, STATISTICS, Metric, all_metrics
from atlas.model.view import View

#: in place of a metric: the clusters themselves
CLUSTERS = "clusters"
MOST_PLACES = 20
#: how many years a change reaches back by default
YEARS_BACK = 10


def _heatmap(view: View, options: Options) -> Drawing:
    by = options["by"]
    pairs = field_rows.fetch_pairs(view, by)
    per_million = options["stat"] == "per_million"
    metric = None if options["metric"] == CLUSTERS or per_million else metric_of(options)
    view = growing(view, options, metric)
    statistic = statistic_of(options, metric, of_places=True) if metric else "count"
    statistic = "per_million" if per_million else statistic
    all_groups = field_rows.names_by_size(pairs, "field")
    all_places = field_rows.names_by_size(pairs, "place")
    if metric and statistic in ("sum", "per_100000"):
        totals = field_rows.fetch_metric(view, metric, by, all_groups, all_places)
        all_groups = field_rows.sort_by_total(all_groups, totals, "group_id")
        all_places = field_rows.sort_by_total(all_places, totals, "place_id")
    places = field_rows.keep_largest(all_places, MOST_PLACES, by)
    most = len(all_groups)
    while True:
        groups = field_rows.keep_largest(all_groups, most, "sector")
        if metric is None:
            rows = field_rows.count_clusters(pairs, groups, places)
            if per_million:
                rows = field_rows.add_inhabitants(rows, places, all_places)
            cells = matrix.cells_of_clusters(rows, per_million=per_million)
        else:
            rows = field_rows.fetch_metric(view, metric, by, groups, places)
            if statistic == "per_100000":
                rows = field_rows.add_inhabitants(rows, places, all_places)
            cells = matrix.cells_of_metric(rows, metric, statistic)
        room = heatmap.fit_columns(cells["text"])
        if len(groups) <= room or len(places) <= room or most <= 2:
            break
        most = max(2, min(room, most - 1))
    if metric and not rows["reporting"].any():
        raise NothingToDraw(not_reported(view, metric))
    names = (places, groups)
    evidence = fetch(view, rows, metric=metric)
    figure = matrix.figure(
        rows, cells, names, view, evidence=evidence, by=by, metric=metric, statistic=statistic
    )
    rows = row_order.sort_by(rows, "group_id", groups)
    return Drawing(figure, row_order.sort_by(rows, "place_id", places), evidence)


def _multiples(view: View, options: Options) -> Drawing:
    clusters = options["metric"] == CLUSTERS
    metric = all_metrics()["founding_year"] if clusters else metric_of(options)
    rows = view.run("metric_by_year_and_group", metric=metric.id, by=options["by"])
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    statistic = "count" if clusters else statistic_of(options, metric)
    evidence = fetch(view, rows, metric=metric)
    figure = small_multiples.figure(
        rows, metric, statistic, view, options["by"], evidence=evidence, clusters=clusters
    )
    rows = row_order.largest_latest_first(rows, "group_id", STATISTIC_COLUMNS[statistic])
    return Drawing(figure, rows, evidence)


def _specialisation(view: View, options: Options) -> Drawing:
    about, by = options["of"], _dimension_of(view, options)
    metric = None if options["metric"] == CLUSTERS else metric_of(options)
    amounts = field_rows.fetch_pairs(view, by)
    groups = field_rows.names_by_size(amounts, "field")
    places = field_rows.names_by_size(amounts, "place")
    if metric is None:
        count = amounts["clusters"]
        amounts = amounts.assign(reporting=count, total=count, low=count, high=count)
    else:
        kept = {"fields": list(groups), "places": list(places)}
        amounts = view.run("metric_by_field_and_place", metric=metric.id, by=by, **kept)
    rows = _select_quotients(location_quotient.compute_table(amounts), about)
    if rows.empty:
        raise NothingToDraw(_explain_too_few(metric))
    rows = rows.assign(
        source_ids=field_rows.list_sources(rows, amounts),
        group_name=rows["field_id"].map(groups),
        place_name=rows["place_id"].map(places),
    ).rename(columns={"field_id": "group_id"})
    evidence = fetch(view, rows, metric=metric)
    figure = specialisation.figure(rows, view, evidence=evidence, about=about, by=by, metric=metric)
    return Drawing(figure, rows, evidence)


def _dimension_of(view: View, options: Options) -> str:
    """Return the dimension of places that quotients are asked for. Raises NoChart."""
    about, known = options["of"], view.known
    for list_name, dimension in (
        ("regions", "region"),
        ("countries", "country"),
        ("groups", options["by"]),
    ):
        if about in set(getattr(known, list_name)["id"]):
            return dimension
    if about:
        raise NoChart(
            f"'of' cannot be '{about[:60]}'. Use the id of a region, a country or a sector group."
        )
    return options["by"]


def _select_quotients(rows: pandas.DataFrame, about: str) -> pandas.DataFrame:
    """Return the quotients of one place or sector group; or of all, without single clusters."""
    if about:
        rows = rows[(rows["place_id"] == about) | (rows["field_id"] == about)]
    else:
        rows = rows[rows["clusters_here"] > 1]
    order = ["value", "clusters_here", "field_id", "place_id"]
    rows = rows.sort_values(order, ascending=[False, False, True, True], kind="stable")
    return rows.reset_index(drop=True)


def _explain_too_few(metric: Metric | None) -> str:
    fewest = i18n.number(location_quotient.FEWEST)
    if metric is None:
        sentence = _(
            "No quotient here: places and sector groups need {fewest} selected clusters or more."
        )
        return sentence.format(fewest=fewest)
    sentence = _(
        "No quotient here: places and sector groups need {fewest} selected clusters or more that "
        "report “{metric}”."
    )
    return sentence.format(fewest=fewest, metric=metric.label)


def _cohorts(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    if not has_changing_total(metric):
        raise NoChart(f"'{metric.id}' cannot be added up, so its total has no change.")
    since = _since(view, options)
    if since >= view.year:
        raise NothingToDraw(_("There is no earlier year to compare with. Choose a later year."))
    rows = view.run("change_by_cohort", metric=metric.id, since=since)
    if rows.empty:
        raise NothingToDraw(not_reported(view, metric))
    cited = zip(rows["earlier_source_ids"], rows["later_source_ids"], strict=True)
    rows = rows.assign(
        source_ids=[
            sorted({source_id for ids in pair for source_id in ids if isinstance(source_id, str)})
            for pair in cited
        ],
        part_name=[cohorts.part_name(row, since, view.year) for row in rows.to_dict("records")],
    )
    evidence = fetch(view, rows, metric=metric)
    figure = cohorts.figure(rows, metric, view, since, evidence=evidence)
    return Drawing(figure, rows, evidence)


def has_changing_total(metric: Metric) -> bool:
    """Return whether `metric` has a total that changes over the years."""
    return metric.additive and metric.over_time


def _since(view: View, options: Options) -> int:
    """Return the year in which a change begins. Raises NoChart."""
    wanted, first = options["since"], view.known.first_year
    if not wanted:
        return max(first, view.year - YEARS_BACK)
    if not wanted.isdecimal() or not first <= int(wanted) < view.year:
        raise NoChart(f"'since' must be a year from {first} to {view.year - 1}.")
    return int(wanted)


_PLACES = ("region", "country")
CHARTS: dict[str, Recipe] = {
    "heatmap": Recipe(
        _heatmap,
        {"metric": "members", "stat": "sum", "by": "region", "since": ""},
        {"by": _PLACES, "stat": PLACE_STATISTICS},
        {"metric": CLUSTERS},
        page="sectors",
        view_parameters={"sectors": "matrix"},
    ),
    "small-multiples": Recipe(
        _multiples,
        {"metric": "members", "stat": "sum", "by": "sector"},
        {"by": GROUPS, "stat": STATISTICS},
        {"metric": CLUSTERS},
        page="sectors",
        view_parameters={"sectors": "multiples"},
    ),
    "specialisation": Recipe(
        _specialisation,
        {"metric": CLUSTERS, "by": "region", "of": ""},
        {"by": _PLACES, "metric": (CLUSTERS, "members")},
        page="sectors",
        view_parameters={"sectors": "specialisation"},
    ),
    "cohorts": Recipe(
        _cohorts,
        {"metric": "members", "since": ""},
        page="sectors",
        view_parameters={"sectors": "cohorts"},
    ),
}
