"""Every chart, drawn from real rows as the pages draw it."""

from collections.abc import Callable

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
from atlas.metrics import Metric, all_metrics
from atlas.selection import Asked

#: some that report much, some little
PICKED = ("niro", "hamburg-aviation", "medianet-berlinbrandenburg", "mahreg-automotive", "acod")
Drawn = tuple[go.Figure, pandas.DataFrame]


def _changes(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows = now.run("milestones")
    return changes.figure(rows, now), rows


def choropleth_of(now: Asked, metric: str, statistic: str, at: str = "seat") -> Drawn:
    rows = now.run("metric_by_region", metric=metric, at=at)
    clusters = now.run("seats_of_selection", metric=metric)
    figure = choropleth.figure(
        rows,
        clusters,
        all_metrics()[metric],
        statistic,
        now,
        at=at,
        area="germany",
        without_seat=now.selected - len(clusters),
    )
    return figure, rows


def _choropleth(now: Asked, every: dict[str, Metric]) -> Drawn:
    return choropleth_of(now, "members", "sum")


def distribution_of(now: Asked, metric: str) -> Drawn:
    rows = now.run("metric_by_group", metric=metric, by="sector")
    return distribution.figure(rows, all_metrics()[metric], now, "sector"), rows


def _distribution(now: Asked, every: dict[str, Metric]) -> Drawn:
    return distribution_of(now, "members")


def _foundings(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows = now.run("foundings_by_year")
    return foundings.figure(rows, every["founding_year"], now), rows


def _lifelines(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows, happened = now.run("founding"), now.run("milestones")
    figure = lifelines.figure(rows, happened, every["founding_year"], now)
    return figure, lifelines.table(rows, happened)


def ranking_of(now: Asked, metric: str) -> Drawn:
    rows = now.run("metric_by_cluster", metric=metric)
    return ranking.figure(rows, all_metrics()[metric], now), rows


def _ranking(now: Asked, every: dict[str, Metric]) -> Drawn:
    return ranking_of(now, "members")


def scatter_of(now: Asked, x: str, y: str, size: str = "none", log: bool = True) -> Drawn:
    every = all_metrics()
    rows = now.run("metric_pair", x=x, y=y, size=size, by="sector")
    return scatter.figure(rows, every[x], every[y], every.get(size), now, logarithmic=log), rows


def _scatter(now: Asked, every: dict[str, Metric]) -> Drawn:
    return scatter_of(now, "members", "staff", "region_employees")


def _side_by_side(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows = store.run("metrics_of_clusters", picked=list(PICKED), year=now.year)
    return side_by_side.figure(rows, every, now.only(PICKED)), rows


def _timeline(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows = now.run("metric_by_year", metric="members")
    return timeline.figure(rows, every["members"], now), rows


def _timeline_by_group(now: Asked, every: dict[str, Metric]) -> Drawn:
    rows = now.run("metric_by_year_and_group", metric="members", by="sector")
    return timeline_by_group.figure(rows, every["members"], "sum", now, "sector"), rows


CHARTS: dict[str, Callable[[Asked, dict[str, Metric]], Drawn]] = {
    "changes": _changes,
    "choropleth": _choropleth,
    "distribution": _distribution,
    "foundings": _foundings,
    "lifelines": _lifelines,
    "ranking": _ranking,
    "scatter": _scatter,
    "side_by_side": _side_by_side,
    "timeline": _timeline,
    "timeline_by_group": _timeline_by_group,
}
