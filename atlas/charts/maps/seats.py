"""Seats on the map: one circle a cluster, its area in proportion to the value."""

import math
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric

#: the largest diameter in pixels, and in the view of Europe, whose regions are smaller
LARGEST, LARGEST_IN_EUROPE = 34, 24
SMALLEST = 5
SILENT_SIZE = 6
#: a legend of Plotly draws no larger circle; samples below the smaller size are hard to tell apart
SAMPLES = (6, 16)
#: the sign of a circle in the legend turns all circles on and off
GROUP = "seats"
#: distance in degrees between circles of clusters in the same city; turn of a sunflower's seeds
SPREAD = 0.035
TURN = math.pi * (3 - math.sqrt(5))


def add(
    drawn: go.Figure, clusters: pandas.DataFrame, metric: Metric, evidence: Evidence, area: str
) -> None:
    """Add circles for `clusters` (one row each; `lat`, `lon`; `value` may be missing) to a map.

    `area`: the quick view.
    """
    largest = LARGEST_IN_EUROPE if area == "europe" else LARGEST
    if clusters.empty:
        return
    placed = _apart(clusters)
    reported = placed[placed["value"].notna()].sort_values("value", ascending=False)
    silent = placed[placed["value"].isna()]
    if not reported.empty:
        samples = _samples(reported["value"], metric, largest)
        drawn.add_scattergeo(
            lon=reported["lon"].tolist(),
            lat=reported["lat"].tolist(),
            customdata=reported["cluster_id"].tolist(),
            hovertext=[caption.hover(row, metric, evidence) for row in reported.to_dict("records")],
            hoverinfo="text",
            mode="markers",
            marker={"size": _sizes(reported["value"], metric, largest)} | _look(),
            name=_("Cluster: {metric}").format(metric=metric.label),
            legendgroup=GROUP,
            showlegend=not samples,
        )
        for value, size in samples.items():
            said = metric.with_unit(metric.write(value))
            drawn.add_scattergeo(
                lon=[None],
                lat=[None],
                mode="markers",
                marker={"size": size} | _look(),
                name=_("Cluster: {metric}").format(metric=said),
                legendgroup=GROUP,
                showlegend=True,
                meta=TraceRole.SIZE.meta(),
            )
    if not silent.empty:
        drawn.add_scattergeo(
            lon=silent["lon"].tolist(),
            lat=silent["lat"].tolist(),
            customdata=silent["cluster_id"].tolist(),
            hovertext=[
                f"<b>{name}</b><br>" + _("{metric}: no dated figure").format(metric=metric.label)
                for name in silent["name"]
            ],
            hoverinfo="text",
            mode="markers",
            marker={
                "size": SILENT_SIZE,
                "color": style.paper(),
                "line": {"color": style.quiet(), "width": 1.2},
            },
            name=_("Cluster: no dated figure"),
            showlegend=True,
        )


def _look() -> dict[str, Any]:
    line = {"color": style.paper(), "width": 1}
    return {"color": style.series(1), "opacity": 0.94, "line": line}


def _samples(values: pandas.Series, metric: Metric, largest: int) -> dict[float, float]:
    """Return round values -> the diameters of their circles, two of them, the smaller one first.

    Nothing where circles have no size to tell, or all are too much alike for samples.
    """
    if metric.calendar or values.min() < 0 or values.nunique() < 2:
        return {}
    top = float(values.max())
    first = math.floor(math.log10(top)) - 3
    steps = [n * 10.0**power for power in range(first, first + 5) for n in (1, 2, 5)]
    fits = {one: largest * math.sqrt(one / top) for one in steps}
    whole = [one for one in steps if one > 1 or (values.min() < 1 and one < 1)]
    fit = [one for one in whole if SAMPLES[0] <= fits[one] <= SAMPLES[1]]
    return {one: fits[one] for one in dict.fromkeys((fit[0], fit[-1]))} if fit else {}


def _sizes(values: pandas.Series, metric: Metric, largest: int) -> list[float]:
    """Return diameters in pixels; areas in proportion to the values, years all the same size."""
    if metric.calendar or values.min() < 0:
        return [SILENT_SIZE + 4.0] * len(values)
    top = float(values.max()) or 1.0
    return [max(SMALLEST, largest * math.sqrt(value / top)) for value in values]


def _apart(clusters: pandas.DataFrame) -> pandas.DataFrame:
    """Set clusters of one city side by side, in a spiral around the city's own point."""
    placed = clusters.sort_values("cluster_id").reset_index(drop=True)
    order = placed.groupby(["lat", "lon"]).cumcount()
    away = SPREAD * order.pow(0.5)
    placed["lat"] = placed["lat"] + away * (order * TURN).map(math.sin)
    placed["lon"] = placed["lon"] + away * (order * TURN).map(math.cos) * 1.6
    return placed
