"""Horizontal bars with their name and value written above each, so that they fit any width."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import axes, caption, mobile, row_labels, style, whiskers
from atlas.charts.base.trace_role import TraceRole
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.text import certainty, growth, places, plotly_text, shortening
from atlas.text import evidence as evidence_text

ROW_HEIGHT = 40
#: when a value holds, beside it
SMALL = " ({})"
THICKNESS = 0.4
BAR: dict[str, Any] = {"orientation": "h", "width": THICKNESS, "offset": -THICKNESS - 0.05}


def add(
    chart: go.Figure,
    rows: pandas.DataFrame,
    names: list[str],
    metric: Metric,
    evidence: Evidence,
    *,
    size: int = 13,
    name_briefly: Callable[[Mapping[Any, Any], int], str],
    panel: dict[str, int] | None = None,
) -> None:
    """Add a bar for each cluster from bottom to top; a dot where values are years.

    `rows`: one per cluster, with its ranks. `names`: what to write above each, all different;
    `name_briefly`: returns the name of a row in at most so many letters, for a phone.
    `panel`: row and column of a panel.
    """
    records = rows.to_dict("records")
    trace_options: dict[str, Any] = {
        "x": rows["value"].tolist(),
        "y": names,
        "customdata": rows["cluster_id"].tolist(),
        "hovertext": [
            plotly_text.lines([caption.hover(row, metric, evidence), certainty.rank(row)])
            for row in records
        ],
        "hoverinfo": "text",
        "showlegend": False,
        "name": metric.label,
        "meta": TraceRole.VALUES.meta(open_ends=caption.open_above(rows).tolist()),
    }
    values = [metric.hedged(row) for row in records]
    held = [
        evidence_text.years(row, metric, evidence.year) if metric.dated and evidence.year else ""
        for row in records
    ]
    start, end = _find_axis_range(rows, metric)
    panel = panel or {}
    if metric.calendar:
        dot = {"color": style.accent(), "size": 9}
        chart.add_scatter(**trace_options, mode="markers", marker=dot, **panel)
    else:
        chart.add_bar(
            **trace_options,
            **BAR,
            marker={"color": _colours(rows)},
            error_x=whiskers.hidden(rows),
            **panel,
        )
        whiskers.add(chart, rows, names, BAR, panel)
    briefly_held = [growth.briefly(row) or years for row, years in zip(records, held, strict=True)]
    half_names, short_names = (
        shortening.tell_apart(
            name_briefly(row, letters - len(f"{value}  ({years})"))
            for row, value, years in zip(records, values, times, strict=True)
        )
        for letters, times in ((mobile.HALF, held), (mobile.LETTERS, briefly_held))
    )
    texts, half_texts, short_texts = (
        [
            f"{name}  {plotly_text.bold(value)}{SMALL.format(years) if years else ''}"
            for name, value, years in zip(labels, values, times, strict=True)
        ]
        for labels, times in ((names, held), (half_names, held), (short_names, briefly_held))
    )
    row_labels.add(
        chart,
        names,
        start,
        texts,
        short=short_texts,
        half=half_texts,
        marks=[places.mark(row) for row in records],
        size=size,
        raised=metric.calendar,
        where=panel,
    )
    # values are written at the bars: a grid would only cross the names
    chart.update_xaxes(
        range=[start, end],
        tickformat="d" if metric.calendar else ",",
        showgrid=metric.calendar,
        **panel,
    )
    if metric.calendar and end - start < 8:
        chart.update_xaxes(dtick=1, **panel)
    chart.update_xaxes(axes.money_axis(metric, end), **panel)


def _colours(rows: pandas.DataFrame) -> str | list[str]:
    """Return the colour of the bars; of a growth that starts with the founding members grey."""
    founding = growth.from_founding(rows)
    if not founding.any():
        return style.accent()
    return [style.quiet() if starts_there else style.accent() for starts_there in founding]


def _find_axis_range(rows: pandas.DataFrame, metric: Metric) -> tuple[float, float]:
    low, high = float(rows["low"].min()), float(rows["high"].max())
    if metric.calendar:
        span = max(4.0, high - low)
        return low - span, high + span * 0.08
    start = min(0.0, low * 1.05)
    return start, (high * 1.05 if high > 0 else 0.0) or 1.0
