"""Horizontal bars with their name and value written above each, so that they fit any width."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import axes, caption, row_labels, style, whiskers
from atlas.charts.base.trace_role import TraceRole
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.text import certainty

ROW_HEIGHT = 40
THICKNESS = 0.4
BAR: dict[str, Any] = {"orientation": "h", "width": THICKNESS, "offset": -THICKNESS - 0.05}


def add(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    names: list[str],
    metric: Metric,
    evidence: Evidence,
    *,
    size: int = 13,
    short: list[str] | None = None,
    where: dict[str, int] | None = None,
) -> None:
    """Add `rows` (one per cluster, with its ranks) from bottom to top; dots for years.

    `names`: what to write above each, all different; `short`: what a phone writes there instead.
    `where`: row and column of a panel.
    """
    records = rows.to_dict("records")
    same: dict[str, Any] = {
        "x": rows["value"].tolist(),
        "y": names,
        "customdata": rows["cluster_id"].tolist(),
        "hovertext": [
            f"{caption.hover(row, metric, evidence)}<br>{certainty.rank(row)}" for row in records
        ],
        "hoverinfo": "text",
        "showlegend": False,
        "name": metric.label,
        "meta": TraceRole.VALUES.meta(),
    }
    start, end = _ends(rows, metric)
    where = where or {}
    if metric.calendar:
        dot = {"color": style.accent(), "size": 9}
        drawn.add_scatter(**same, mode="markers", marker=dot, **where)
    else:
        drawn.add_bar(
            **same,
            **BAR,
            marker={"color": style.accent()},
            error_x=whiskers.hidden(rows),
            **where,
        )
        whiskers.add(drawn, rows, names, BAR, where)
    texts, cut = (
        [f"{name}  <b>{metric.hedged(row)}</b>" for name, row in zip(said, records, strict=True)]
        for said in (names, short or names)
    )
    row_labels.add(
        drawn,
        names,
        start,
        texts,
        short=cut if short else None,
        size=size,
        raised=metric.calendar,
        where=where,
    )
    # every value is written at its bar: a grid would only cross the names
    drawn.update_xaxes(
        range=[start, end],
        tickformat="d" if metric.calendar else ",",
        showgrid=metric.calendar,
        **where,
    )
    if metric.calendar and end - start < 8:
        drawn.update_xaxes(dtick=1, **where)
    drawn.update_xaxes(axes.money_axis(metric, end), **where)


def _ends(rows: pandas.DataFrame, metric: Metric) -> tuple[float, float]:
    low, high = float(rows["low"].min()), float(rows["high"].max())
    if metric.calendar:
        span = max(4.0, high - low)
        return low - span, high + span * 0.08
    start = min(0.0, low * 1.05)
    return start, (high * 1.05 if high > 0 else 0.0) or 1.0
