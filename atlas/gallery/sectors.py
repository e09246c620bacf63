"""The charts about sectors and regions."""

import pandas

from atlas import i18n
from atlas.analysis import location_quotient
from atlas.charts.base import heatmap
from atlas.charts.sectors import cohorts, matrix, small_multiples, specialisation
from atlas.gallery import row_order, sector_options
from atlas.gallery.evidence import fetch
from atlas.gallery.recipe import (
    Drawing,
    NoChart,
    NothingToDraw,
    Options,
    Recipe,
    metric_of,
    not_reported,
    statistic_of,
)
from atlas.i18n import _
from atlas.model.metrics import STATISTIC_COLUMNS, STATISTICS, Metric, all_metrics
from atlas.model.view import View

#: in place of a metric: the clusters themselves
CLUSTERS = "clusters"
MOST_PLACES = 20
#: how far back a change is looked at when nobody says
YEARS_BACK = 10


def _heatmap(view: View, options: Options) -> Drawing:
    by = options["by"]
    pairs = sector_options.pairs(view, by)
    metric = None if options["metric"] == CLUSTERS else metric_of(options)
    statistic = "count" if metric is None else statistic_of(options, metric)
    every_group = sector_options.ordered(pairs, "field")
    every_place = sector_options.ordered(pairs, "place")
    if metric and statistic == "sum":
        whole = sector_options.measured(view, metric, by, every_group, every_place)
        every_group = sector_options.largest_first(every_group, whole, "group_id")
        every_place = sector_options.largest_first(every_place, whole, "place_id")
    places = sector_options.reduced(every_place, MOST_PLACES, by)
    most = len(every_group)
    while True:
        groups = sector_options.reduced(every_group, most, "sector")
        if metric is None:
            rows = sector_options.counted(pairs, groups, places)
            cells = matrix.cells_of_clusters(rows)
        else:
            rows = sector_options.measured(view, metric, by, groups, places)
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
    rows = row_order.of(rows, "group_id", groups)
    return Drawing(figure, row_order.of(rows, "place_id", places), evidence)


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
    about, by = options["of"], _kind_of_place(view, options)
    metric = None if options["metric"] == CLUSTERS else metric_of(options)
    amounts = sector_options.pairs(view, by)
    groups = sector_options.ordered(amounts, "field")
    places = sector_options.ordered(amounts, "place")
    if metric is None:
        count = amounts["clusters"]
        amounts = amounts.assign(reporting=count, total=count, low=count, high=count)
    else:
        kept = {"fields": list(groups), "places": list(places)}
        amounts = view.run("metric_by_field_and_place", metric=metric.id, by=by, **kept)
    rows = _marked(location_quotient.table(amounts), about)
    if rows.empty:
        raise NothingToDraw(_too_few(metric))
    rows = rows.assign(
        source_ids=sector_options.cited(rows, amounts),
        group_name=rows["field_id"].map(groups),
        place_name=rows["place_id"].map(places),
    ).rename(columns={"field_id": "group_id"})
    evidence = fetch(view, rows, metric=metric)
    figure = specialisation.figure(rows, view, evidence=evidence, about=about, by=by, metric=metric)
    return Drawing(figure, rows, evidence)


def _kind_of_place(view: View, options: Options) -> str:
    """Return which kind of place quotients are asked for. Raises NoChart."""
    about, known = options["of"], view.known
    for kind, by in (("regions", "region"), ("countries", "country"), ("groups", options["by"])):
        if about in set(getattr(known, kind)["id"]):
            return by
    if about:
        raise NoChart(
            f"'of' cannot be '{about[:60]}'. Use the id of a region, a country or a sector group."
        )
    return options["by"]


def _marked(rows: pandas.DataFrame, about: str) -> pandas.DataFrame:
    """Return the quotients of one place or sector group; or of all, without single clusters."""
    if about:
        rows = rows[(rows["place_id"] == about) | (rows["field_id"] == about)]
    else:
        rows = rows[rows["clusters_here"] > 1]
    order = ["value", "clusters_here", "field_id", "place_id"]
    rows = rows.sort_values(order, ascending=[False, False, True, True], kind="stable")
    return rows.reset_index(drop=True)


def _too_few(metric: Metric | None) -> str:
    fewest = i18n.number(location_quotient.FEWEST)
    if metric is None:
        said = _(
            "No quotient here: places and sector groups need {fewest} selected clusters or more."
        )
        return said.format(fewest=fewest)
    said = _(
        "No quotient here: places and sector groups need {fewest} selected clusters or more that "
        "report “{metric}”."
    )
    return said.format(fewest=fewest, metric=metric.label)


def _cohorts(view: View, options: Options) -> Drawing:
    metric = metric_of(options)
    if not summed(metric):
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
            sorted({one for part in pair for one in part if isinstance(one, str)}) for pair in cited
        ],
        part_name=[cohorts.part_name(row, since, view.year) for row in rows.to_dict("records")],
    )
    evidence = fetch(view, rows, metric=metric)
    figure = cohorts.figure(rows, metric, view, since, evidence=evidence)
    return Drawing(figure, rows, evidence)


def summed(metric: Metric) -> bool:
    """Return whether `metric` has a total that changes over the years."""
    return metric.additive and metric.over_time


def _since(view: View, options: Options) -> int:
    """Return the year from which a change is looked at. Raises NoChart."""
    asked_for, first = options["since"], view.known.first_year
    if not asked_for:
        return max(first, view.year - YEARS_BACK)
    if not asked_for.isdecimal() or not first <= int(asked_for) < view.year:
        raise NoChart(f"'since' must be a year from {first} to {view.year - 1}.")
    return int(asked_for)


_GROUPS = ("sector", "region", "country")
_PLACES = ("region", "country")
CHARTS: dict[str, Recipe] = {
    "heatmap": Recipe(
        _heatmap,
        {"metric": "members", "stat": "sum", "by": "region"},
        {"by": _PLACES, "stat": STATISTICS},
        {"metric": CLUSTERS},
        page="sectors",
        view={"sectors": "matrix"},
    ),
    "small-multiples": Recipe(
        _multiples,
        {"metric": "members", "stat": "sum", "by": "sector"},
        {"by": _GROUPS, "stat": STATISTICS},
        {"metric": CLUSTERS},
        page="sectors",
        view={"sectors": "multiples"},
    ),
    "specialisation": Recipe(
        _specialisation,
        {"metric": CLUSTERS, "by": "region", "of": ""},
        {"by": _PLACES, "metric": (CLUSTERS, "members")},
        page="sectors",
        view={"sectors": "specialisation"},
    ),
    "cohorts": Recipe(
        _cohorts,
        {"metric": "members", "since": ""},
        page="sectors",
        view={"sectors": "cohorts"},
    ),
}
