"""Seats on the map: one circle a cluster, its area in proportion to the value."""

import math

import pandas
import plotly.graph_objects as go

from atlas.charts import caption, style
from atlas.i18n import _
from atlas.metrics import Metric

LARGEST = 34
SMALLEST = 5
SILENT_SIZE = 6
#: distance in degrees between circles of clusters in the same city; turn of a sunflower's seeds
SPREAD = 0.035
TURN = math.pi * (3 - math.sqrt(5))


def add(drawn: go.Figure, clusters: pandas.DataFrame, metric: Metric) -> None:
    """Add circles for `clusters` (one row each; `lat`, `lon`; `value` may be missing) to a map."""
    if clusters.empty:
        return
    placed = _apart(clusters)
    reported = placed[placed["value"].notna()].sort_values("value", ascending=False)
    silent = placed[placed["value"].isna()]
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
    if not reported.empty:
        drawn.add_scattergeo(
            lon=reported["lon"].tolist(),
            lat=reported["lat"].tolist(),
            customdata=reported["cluster_id"].tolist(),
            hovertext=[caption.hover(row, metric) for row in reported.to_dict("records")],
            hoverinfo="text",
            mode="markers",
            marker={
                "size": _sizes(reported["value"], metric),
                "color": style.series(1),
                "opacity": 0.94,
                "line": {"color": style.paper(), "width": 1},
            },
            name=_("Cluster: {metric}").format(metric=metric.label),
            showlegend=True,
        )


def _sizes(values: pandas.Series, metric: Metric) -> list[float]:
    """Return diameters in pixels; areas in proportion to the values, years all the same size."""
    if metric.calendar or values.min() < 0:
        return [SILENT_SIZE + 4.0] * len(values)
    top = float(values.max()) or 1.0
    return [max(SMALLEST, LARGEST * math.sqrt(value / top)) for value in values]


def _apart(clusters: pandas.DataFrame) -> pandas.DataFrame:
    """Set clusters of one city side by side, in a spiral around the city's own point."""
    placed = clusters.sort_values("cluster_id").reset_index(drop=True)
    order = placed.groupby(["lat", "lon"]).cumcount()
    away = SPREAD * order.pow(0.5)
    placed["lat"] = placed["lat"] + away * (order * TURN).map(math.sin)
    placed["lon"] = placed["lon"] + away * (order * TURN).map(math.cos) * 1.6
    return placed
