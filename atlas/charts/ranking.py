"""Ranking: clusters by one metric, largest first."""

import pandas
import plotly.graph_objects as go

from atlas.charts import caption, style
from atlas.i18n import _
from atlas.metrics import Metric
from atlas.selection import Asked

ROW_HEIGHT = 28
LONGEST_NAME = 34


def figure(rows: pandas.DataFrame, metric: Metric, asked: Asked, most: int = 15) -> go.Figure:
    """Draw the first `most` of `rows` as horizontal bars, or as dots when values are years.

    `rows`: one row per cluster from `metric_by_cluster`, largest value first; `value`, `low` and
    `high` in the metric's unit.
    """
    ordered = rows.iloc[::-1] if metric.calendar else rows
    shown = ordered.head(most).iloc[::-1]
    names = _distinct(shown)
    hover = [caption.hover(row, metric) for row in shown.to_dict("records")]
    written = [metric.hedged(row) for row in shown.to_dict("records")]
    place = {"y": names, "x": shown["value"].tolist(), "customdata": shown["cluster_id"].tolist()}
    said = {"hovertext": hover, "hoverinfo": "text"}
    if metric.calendar:
        trace = go.Scatter(
            **place,
            **said,
            mode="markers",
            marker={"color": style.accent(), "size": 11},
        )
    else:
        trace = go.Bar(
            **place,
            **said,
            orientation="h",
            marker={"color": style.accent(), "line": {"width": 0}},
            error_x=caption.whiskers(shown),
        )
    drawn = go.Figure(trace)
    caption.write_values(drawn, shown["high"].tolist(), names, written)
    top = float(shown["high"].max())
    axis = {"title": {"text": metric.unit[:1].upper() + metric.unit[1:]}}
    if metric.calendar:
        first, last = float(shown["value"].min()), float(shown["value"].max())
        pad = max(2.0, (last - first) * 0.12)
        axis |= {"range": [first - pad, last + 2 * pad], "tickformat": "d"}
    elif float(shown["low"].min()) >= 0:
        axis |= {"range": [0, top * 1.2 or 1]}
    drawn.update_xaxes(axis)
    drawn.update_yaxes(showgrid=False, type="category", range=[-0.6, len(shown) - 0.4])
    drawn.update_layout(showlegend=False)
    best = rows.iloc[-1 if metric.calendar else 0].to_dict()
    title = _("{metric} by cluster").format(metric=metric.label)
    return caption.finish(
        drawn,
        asked,
        rows,
        title=title,
        stem=f"{metric.id}-by-cluster",
        unit=metric.unit,
        coverage=caption.coverage(metric, len(rows), asked),
        notes=[
            _("The first {shown} of {all} are shown.").format(shown=len(shown), all=len(rows))
            if len(rows) > len(shown)
            else "",
            caption.hedges(shown),
        ],
        alt=_("{title}. First: {name}, {value} {unit}.").format(
            title=title, name=best["name"], value=metric.hedged(best), unit=metric.unit
        ),
        height=110 + ROW_HEIGHT * len(shown),
    )


def _distinct(rows: pandas.DataFrame) -> list[str]:
    """Return names short enough for an axis, still all different."""
    seen: dict[str, int] = {}
    names = []
    for name in rows["name"]:
        short = caption.shortened(name, LONGEST_NAME)
        seen[short] = seen.get(short, 0) + 1
        names.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return names
