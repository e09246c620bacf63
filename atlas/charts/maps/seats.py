"""Seats on the map: one circle a cluster, its area in proportion to the value."""

import math
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps import size_key, spreading
from atlas.charts.maps.views import AREAS
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.text import dates, places, plotly_text

#: the largest diameter in pixels, and in the view of Europe, whose regions are smaller
LARGEST, LARGEST_IN_EUROPE = 34, 24
SMALLEST = 5
SILENT_SIZE = 6
#: a sample in the key that is smaller than this, in pixels, is hard to tell from a dot
SMALLEST_SAMPLE = 8


def add(
    chart: go.Figure, clusters: pandas.DataFrame, metric: Metric, evidence: Evidence, area: str
) -> None:
    """Add circles for `clusters` (one row each; `lat`, `lon`; `value` may be missing) to a map.

    `area`: the quick view. Small circles lie above large ones.
    """
    largest = LARGEST_IN_EUROPE if area == "europe" else LARGEST
    if clusters.empty:
        return
    placed = clusters.sort_values("cluster_id").sort_values(
        "value", ascending=False, na_position="last", kind="stable"
    )
    reported, unreported = placed[placed["value"].notna()], placed[placed["value"].isna()]
    if not reported.empty:
        samples = choose_samples(reported["value"], metric, largest)
        diameters = pandas.Series(
            _compute_diameters(reported["value"], metric, largest), reported.index
        )
        is_elsewhere = reported["seat_elsewhere"].astype(bool)
        is_own = reported["source_id"].isin(evidence.own) & ~is_elsewhere
        here, elsewhere = reported[~is_elsewhere & ~is_own], reported[is_elsewhere]
        if not here.empty:
            chart.add_scattergeo(
                **_points(here, metric, evidence),
                marker={"size": diameters[here.index].tolist()} | _style_circles(),
                name=_("Cluster: {metric}").format(metric=metric.label),
            )
        own = reported[is_own]
        if not own.empty:
            chart.add_scattergeo(
                **_points(own, metric, evidence),
                marker={"size": diameters[own.index].tolist()} | _style_own(),
                name=_("Cluster: {metric}, from your data").format(metric=metric.label),
            )
        if not elsewhere.empty:
            chart.add_scattergeo(
                **_points(elsewhere, metric, evidence),
                marker={"size": diameters[elsewhere.index].tolist()} | _style_rings(),
                name=_("Cluster: also active here, seat elsewhere"),
            )
        written = [(metric.write(value), size) for value, size in samples.items()]
        size_key.add(
            chart,
            [(value, metric.with_unit(value), size) for value, size in written],
            _style_circles(),
        )
    if not unreported.empty:
        chart.add_scattergeo(
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
            meta=TraceRole.SEATS.meta(
                places=_read_places(unreported),
                elsewhere=unreported["seat_elsewhere"].astype(bool).tolist(),
            ),
        )
    spreading.spread(chart, AREAS[area].view)


def _read_places(rows: pandas.DataFrame) -> list[list[float]]:
    return rows[["lon", "lat"]].astype(float).to_numpy().tolist()


def _points(rows: pandas.DataFrame, metric: Metric, evidence: Evidence) -> dict[str, Any]:
    """Return what the circles of `rows` say and where they stand, apart from their look."""
    records = rows.to_dict("records")
    return {
        "customdata": rows["cluster_id"].tolist(),
        "hovertext": [caption.hover(row, metric, evidence) for row in records],
        "hoverinfo": "text",
        "mode": "markers",
        "showlegend": True,
        "meta": TraceRole.SEATS.meta(
            places=_read_places(rows),
            elsewhere=rows["seat_elsewhere"].astype(bool).tolist(),
            unit=metric.unit,
            names=rows["name"].tolist(),
            marks=[places.mark(row) for row in records],
            written=[
                metric.hedged(row) if metric.calendar else dates.dated(metric.hedged(row), row)
                for row in records
            ],
        ),
    }


def _style_rings() -> dict[str, Any]:
    """Return the look of clusters that are only active in the places chosen: rings, not discs."""
    line = {"color": style.series(1), "width": 2}
    return {"color": style.paper(), "opacity": 0.94, "line": line}


def _style_circles() -> dict[str, Any]:
    line = {"color": style.paper(), "width": 1}
    return {"color": style.series(1), "opacity": 0.94, "line": line}


def _style_own() -> dict[str, Any]:
    """Return the look of circles that rest on the reader's own data: with a dark rim."""
    return _style_circles() | {"line": {"color": style.ink(), "width": 2.5}}


def choose_samples(values: pandas.Series, metric: Metric, largest: int) -> dict[float, float]:
    """Return up to two round values for the key -> the diameters of their circles.

    They lie between the smallest circle and the largest, the smaller one first; where no round
    value does, the largest itself. Empty where all circles have one size.
    """
    if metric.calendar or values.min() < 0 or values.nunique() < 2:
        return {}
    low, top = float(values.min()), float(values.max())
    first = math.floor(math.log10(top)) - 3
    round_values = [n * 10.0**power for power in range(first, first + 5) for n in (1, 2, 5)]
    diameters = {value: largest * math.sqrt(value / top) for value in round_values}
    fitting = [
        value
        for value in round_values
        if low <= value <= top and diameters[value] >= SMALLEST_SAMPLE
    ]
    if not fitting:
        return {top: float(largest)}
    return {value: diameters[value] for value in dict.fromkeys((fitting[0], fitting[-1]))}


def _compute_diameters(values: pandas.Series, metric: Metric, largest: int) -> list[float]:
    """Return diameters in pixels: areas in proportion to values, one size for all years."""
    if metric.calendar or values.min() < 0:
        return [SILENT_SIZE + 4.0] * len(values)
    top = float(values.max()) or 1.0
    return [max(SMALLEST, largest * math.sqrt(value / top)) for value in values]
