"""Horizontal bars with their name and value written above each, so that they fit any width."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts import axes, caption, certainty, named_rows, style
from atlas.metrics import Metric

ROW_HEIGHT = 40
THICKNESS = 0.4


def add(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    names: list[str],
    metric: Metric,
    size: int = 13,
    **where: int,
) -> None:
    """Add `rows` (one per cluster, with its ranks) from bottom to top; dots for years.

    `names`: what to write above each, all different. `where`: row and column of a panel.
    """
    records = rows.to_dict("records")
    same: dict[str, Any] = {
        "x": rows["value"].tolist(),
        "y": names,
        "customdata": rows["cluster_id"].tolist(),
        "hovertext": [f"{caption.hover(row, metric)}<br>{certainty.rank(row)}" for row in records],
        "hoverinfo": "text",
        "showlegend": False,
        "name": metric.label,
        "meta": {"role": "values"},
    }
    start, end = _ends(rows, metric)
    if metric.calendar:
        dot = {"color": style.accent(), "size": 9}
        drawn.add_scatter(**same, mode="markers", marker=dot, **where)
    else:
        drawn.add_bar(
            **same,
            orientation="h",
            width=THICKNESS,
            offset=-THICKNESS - 0.05,
            marker={"color": style.accent()},
            error_x=_whiskers(rows),
            **where,
        )
    texts = [
        f"{name}  <b>{metric.hedged(row)}</b>" for name, row in zip(names, records, strict=True)
    ]
    named_rows.add(drawn, names, start, texts, size=size, where=where)
    drawn.update_xaxes(range=[start, end], tickformat="d" if metric.calendar else ",", **where)
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


def _whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    return caption.whiskers(rows) | {"color": style.ink(), "thickness": 1.2}
