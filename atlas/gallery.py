"""Every chart by name: which question it asks, and which figure answers it.

Pages, files and the command line draw through here, so that a chart is the same everywhere. A
drawing can be kept as its name, its options and its selection, and be drawn again in any language.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas
import plotly.graph_objects as go

from atlas import store
from atlas.charts import (
    changes,
    choropleth,
    distribution,
    foundings,
    lifelines,
    ranking,
    scatter,
    side_by_side,
    timeline,
    timeline_by_group,
)
from atlas.i18n import _
from atlas.metrics import STATISTICS, Metric, all_metrics
from atlas.selection import Asked

Options = Mapping[str, str]
#: option -> what it may be; metrics are checked against the data
ALLOWED = {
    "stat": STATISTICS,
    "at": ("seat", "covered"),
    "area": tuple(choropleth.AREAS),
    "by": ("cluster", "sector", "region", "country"),
    "axis": ("year", "age"),
    "scale": ("log", "linear"),
}
NUMBERS = ("most", "part")


@dataclass(frozen=True)
class Drawing:
    """A chart as drawn: the figure, and the rows it was drawn from, for tables."""

    figure: go.Figure
    rows: pandas.DataFrame


class NothingToDraw(Exception):
    """Nobody selected reports what the chart would show; the message says so and what helps."""


class NoChart(LookupError):
    """There is no chart of that name, or no such option. The message names those there are."""


@dataclass(frozen=True)
class Recipe:
    """How one chart is made. `options`: what may be chosen -> its default."""

    draw: Callable[[Asked, dict[str, str]], Drawing]
    options: Options = field(default_factory=dict)


def draw(name: str, asked: Asked, **options: str) -> Drawing:
    """Draw the chart `name` for what is `asked`.

    Raises NothingToDraw when no selected cluster reports it, NoChart for an unknown name or option.
    """
    if name not in CHARTS:
        raise NoChart(f"No chart named '{name}'. There are: {', '.join(sorted(CHARTS))}.")
    recipe = CHARTS[name]
    _check(options)
    unknown = sorted(options.keys() - recipe.options.keys())
    if unknown:
        known = ", ".join(sorted(recipe.options)) or "none"
        raise NoChart(f"'{name}' has no option '{unknown[0]}'. It takes: {known}.")
    return recipe.draw(asked, dict(recipe.options) | options)


def _check(options: Options) -> None:
    for option, value in options.items():
        allowed = ALLOWED.get(option)
        if allowed and value not in allowed:
            raise NoChart(f"'{option}' cannot be '{value}'. Use one of: {', '.join(allowed)}.")
        if option in NUMBERS and not re.fullmatch("[1-9][0-9]{0,2}", value):
            raise NoChart(f"'{option}' must be a number from 1 to 999, not '{value}'.")


def _metric(options: Options, name: str = "metric") -> Metric:
    every = all_metrics()
    if options[name] not in every:
        near = get_close_matches(options[name], every, n=3, cutoff=0.4) or list(every)[:3]
        hint = ", ".join(near)
        raise NoChart(f"No metric named '{options[name][:60]}'. There are, for example: {hint}.")
    return every[options[name]]


def _statistic(options: Options, metric: Metric) -> str:
    asked = options["stat"]
    return asked if asked in metric.statistics else metric.statistics[0]


def not_reported(asked: Asked, metric: Metric) -> str:
    """Return the sentence that nobody selected reports `metric`, and what would help."""
    said = _("No selected cluster reports “{metric}” up to {year}.")
    helps = _("Choose another metric, a later year or fewer filters.")
    return said.format(metric=metric.label, year=asked.year) + " " + helps


def _ranking(asked: Asked, options: Options) -> Drawing:
    metric = _metric(options)
    rows = asked.run("metric_by_cluster", metric=metric.id)
    if rows.empty:
        raise NothingToDraw(not_reported(asked, metric))
    return Drawing(ranking.figure(rows, metric, asked, most=int(options["most"])), rows)


def _changes(asked: Asked, options: Options) -> Drawing:
    rows = asked.run("milestones")
    if rows.empty:
        said = _("No dated change is known for this selection up to {year}.")
        raise NothingToDraw(said.format(year=asked.year))
    return Drawing(changes.figure(rows, asked), rows)


def _map(asked: Asked, options: Options) -> Drawing:
    metric = _metric(options)
    statistic = _statistic(options, metric)
    rows = asked.run("metric_by_region", metric=metric.id, at=options["at"])
    clusters = asked.run("seats_of_selection", metric=metric.id)
    figure = choropleth.figure(
        rows, clusters, metric, statistic, asked, at=options["at"], area=options["area"]
    )
    return Drawing(figure, rows)


def _timeline(asked: Asked, options: Options) -> Drawing:
    metric = _metric(options)
    by = options["by"]
    if by == "cluster":
        rows = asked.run("metric_by_year", metric=metric.id)
        dated = rows if options["axis"] == "year" else rows[rows["founding_year"].notna()]
        if dated.empty:
            raise NothingToDraw(not_reported(asked, metric))
        return Drawing(timeline.figure(rows, metric, asked, options["axis"]), rows)
    rows = asked.run("metric_by_year_and_group", metric=metric.id, by=by)
    if rows.empty:
        raise NothingToDraw(not_reported(asked, metric))
    figure = timeline_by_group.figure(rows, metric, _statistic(options, metric), asked, by)
    return Drawing(figure, rows)


def _foundings(asked: Asked, options: Options) -> Drawing:
    metric = all_metrics()["founding_year"]
    rows = asked.run("foundings_by_year")
    if rows.empty:
        raise NothingToDraw(not_reported(asked, metric))
    return Drawing(foundings.figure(rows, metric, asked), rows)


def _lifelines(asked: Asked, options: Options) -> Drawing:
    metric = all_metrics()["founding_year"]
    rows = asked.run("founding")
    if rows.empty:
        raise NothingToDraw(not_reported(asked, metric))
    happened = asked.run("milestones")
    part = min(max(1, int(options["part"])), lifelines.pages_of(rows))
    figure = lifelines.figure(rows, happened, metric, asked, part)
    return Drawing(figure, lifelines.table(rows, happened))


def _scatter(asked: Asked, options: Options) -> Drawing:
    x, y = _metric(options, "x"), _metric(options, "y")
    size = _metric(options, "size") if options["size"] != "none" else None
    rows = asked.run("metric_pair", x=x.id, y=y.id, size=options["size"], by="sector")
    if rows.empty:
        said = _("No selected cluster reports both “{x}” and “{y}” up to {year}.")
        raise NothingToDraw(said.format(x=x.label, y=y.label, year=asked.year))
    log = options["scale"] == "log"
    return Drawing(scatter.figure(rows, x, y, size, asked, logarithmic=log), rows)


def _distribution(asked: Asked, options: Options) -> Drawing:
    metric = _metric(options)
    by = options["by"]
    if by == "cluster":
        raise NoChart("'by' cannot be 'cluster' here. Use one of: sector, region, country.")
    rows = asked.run("metric_by_group", metric=metric.id, by=by)
    if rows.empty:
        raise NothingToDraw(not_reported(asked, metric))
    log = options["scale"] == "log"
    return Drawing(distribution.figure(rows, metric, asked, by, log), rows)


def _side_by_side(asked: Asked, options: Options) -> Drawing:
    """Draw the clusters that the selection names one by one."""
    picked = list(asked.selection.clusters)
    rows = store.run("metrics_of_clusters", picked=picked, year=asked.year)
    if rows.empty:
        said = _("None of them reports anything up to {year}.")
        raise NothingToDraw(said.format(year=asked.year))
    return Drawing(side_by_side.figure(rows, all_metrics(), asked), rows)


_OF_MEMBERS = {"metric": "members"}
CHARTS: dict[str, Recipe] = {
    "ranking": Recipe(_ranking, {**_OF_MEMBERS, "most": "15"}),
    "changes": Recipe(_changes),
    "map": Recipe(_map, {**_OF_MEMBERS, "stat": "sum", "at": "seat", "area": "germany"}),
    "timeline": Recipe(_timeline, {**_OF_MEMBERS, "by": "cluster", "axis": "year", "stat": "sum"}),
    "foundings": Recipe(_foundings),
    "lifelines": Recipe(_lifelines, {"part": "1"}),
    "scatter": Recipe(_scatter, {"x": "members", "y": "staff", "size": "none", "scale": "log"}),
    "distribution": Recipe(_distribution, {**_OF_MEMBERS, "by": "sector", "scale": "log"}),
    "side-by-side": Recipe(_side_by_side),
}
