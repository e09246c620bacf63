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
from atlas.text import places, plotly_text

#: the largest diameter in pixels, and in the view of Europe, whose regions are smaller
LARGEST, LARGEST_IN_EUROPE = 34, 24
SMALLEST = 5
SILENT_SIZE = 6
#: a legend of Plotly draws no larger circle; samples below the smaller size are hard to tell apart
SAMPLES = (6, 16)
#: a click on any circle in the legend shows or hides all circles
GROUP = "seats"
#: distance in degrees between circles of clusters in one city, and the golden angle between them
SPREAD = 0.035
TURN = math.pi * (3 - math.sqrt(5))


def add(
    chart: go.Figure, clusters: pandas.DataFrame, metric: Metric, evidence: Evidence, area: str
) -> None:
    """Add circles for `clusters` (one row each; `lat`, `lon`; `value` may be missing) to a map.

    `area`: the quick view.
    """
    largest = LARGEST_IN_EUROPE if area == "europe" else LARGEST
    if clusters.empty:
        return
    placed = _spread_apart(clusters)
    reported = placed[placed["value"].notna()].sort_values("value", ascending=False)
    unreported = placed[placed["value"].isna()]
    is_elsewhere = reported["seat_elsewhere"].astype(bool)
    if not reported.empty:
        samples = _choose_samples(reported["value"], metric, largest)
        sizes = pandas.Series(
            _compute_diameters(reported["value"], metric, largest), reported.index
        )
        here, elsewhere = reported[~is_elsewhere], reported[is_elsewhere]
        chart.add_scattergeo(
            **_points(here, metric, evidence),
            marker={"size": sizes[here.index].tolist()} | _style_circles(),
            name=_("Cluster: {metric}").format(metric=metric.label),
            legendgroup=GROUP,
            showlegend=not samples and not here.empty,
        )
        if not elsewhere.empty:
            chart.add_scattergeo(
                **_points(elsewhere, metric, evidence),
                marker={"size": sizes[elsewhere.index].tolist()} | _style_rings(),
                name=_("Cluster: also active here, seat elsewhere"),
                showlegend=True,
            )
        for value, size in samples.items():
            value_text = metric.with_unit(metric.write(value))
            chart.add_scattergeo(
                lon=[None],
                lat=[None],
                mode="markers",
                marker={"size": size} | _style_circles(),
                name=_("Cluster: {metric}").format(metric=value_text),
                legendgroup=GROUP,
                showlegend=True,
                meta=TraceRole.SIZE.meta(),
            )
    if not unreported.empty:
        chart.add_scattergeo(
            lon=unreported["lon"].tolist(),
            lat=unreported["lat"].tolist(),
            customdata=unreported["cluster_id"].tolist(),
            hovertext=[
                plotly_text.lines(
                    [
                        plotly_text.bold(row["name"]),
                        places.elsewhere(row),
                        _("{metric}: no figure known").format(metric=metric.label),
                    ]
                )
                for row in unreported.to_dict("records")
            ],
            hoverinfo="text",
            mode="markers",
            marker={
                "size": SILENT_SIZE,
                "color": style.paper(),
                "line": {"color": style.quiet(), "width": 1.2},
            },
            name=_("Cluster: no figure known"),
            showlegend=True,
        )


def _points(rows: pandas.DataFrame, metric: Metric, evidence: Evidence) -> dict[str, Any]:
    return {
        "lon": rows["lon"].tolist(),
        "lat": rows["lat"].tolist(),
        "customdata": rows["cluster_id"].tolist(),
        "hovertext": [caption.hover(row, metric, evidence) for row in rows.to_dict("records")],
        "hoverinfo": "text",
        "mode": "markers",
    }


def _style_rings() -> dict[str, Any]:
    """Return the look of clusters that are only active in the places chosen: rings, not discs."""
    line = {"color": style.series(1), "width": 2}
    return {"color": style.paper(), "opacity": 0.94, "line": line}


def _style_circles() -> dict[str, Any]:
    line = {"color": style.paper(), "width": 1}
    return {"color": style.series(1), "opacity": 0.94, "line": line}


def _choose_samples(values: pandas.Series, metric: Metric, largest: int) -> dict[float, float]:
    """Return up to two round values for the legend -> the diameters of their circles.

    The smaller one comes first. Empty where all circles have one size, or nearly so.
    """
    if metric.calendar or values.min() < 0 or values.nunique() < 2:
        return {}
    top = float(values.max())
    first = math.floor(math.log10(top)) - 3
    round_values = [n * 10.0**power for power in range(first, first + 5) for n in (1, 2, 5)]
    diameters = {value: largest * math.sqrt(value / top) for value in round_values}
    readable = [value for value in round_values if value > 1 or (values.min() < 1 and value < 1)]
    fitting = [value for value in readable if SAMPLES[0] <= diameters[value] <= SAMPLES[1]]
    if not fitting:
        return {}
    return {value: diameters[value] for value in dict.fromkeys((fitting[0], fitting[-1]))}


def _compute_diameters(values: pandas.Series, metric: Metric, largest: int) -> list[float]:
    """Return diameters in pixels: areas in proportion to values, one size for all years."""
    if metric.calendar or values.min() < 0:
        return [SILENT_SIZE + 4.0] * len(values)
    top = float(values.max()) or 1.0
    return [max(SMALLEST, largest * math.sqrt(value / top)) for value in values]


def _spread_apart(clusters: pandas.DataFrame) -> pandas.DataFrame:
    """Set clusters of one city side by side, in a spiral around the city's own point."""
    placed = clusters.sort_values("cluster_id").reset_index(drop=True)
    order = placed.groupby(["lat", "lon"]).cumcount()
    distance = SPREAD * order.pow(0.5)
    placed["lat"] = placed["lat"] + distance * (order * TURN).map(math.sin)
    placed["lon"] = placed["lon"] + distance * (order * TURN).map(math.cos) * 1.6
    return placed
