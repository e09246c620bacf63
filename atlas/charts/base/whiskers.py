"""Whiskers over bars, with a rim in the colour of the background, so that they stand out."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import caption, style, trace_role
from atlas.charts.base.trace_role import TraceRole

#: how thick a whisker is with its rim, in pixels
RIM = 4.5
#: half of the end that a whisker has in a bar, in pixels
END = 3


def hidden(rows: pandas.DataFrame) -> dict[str, Any]:
    """Return invisible whiskers for bars; exports draw these, the screen shows those of `add`."""
    return caption.whiskers(rows) | {"color": style.ink(), "thickness": 0}


def add(
    chart: go.Figure,
    rows: pandas.DataFrame,
    names: list[str],
    bar: dict[str, Any],
    panel: dict[str, int],
) -> None:
    """Draw the whiskers of the hedged among `rows`, and an arrow at the end that is left open.

    `rows`: one per bar, with `value`, `low` and `high`; `names`: of the bars; `bar`: their shape.
    """
    is_open = caption.open_above(rows)
    if is_open.any():
        _add_arrows(chart, rows[is_open], names, is_open.tolist(), bar=bar, panel=panel)
    hedged = ((rows["high"] > rows["low"]) & ~is_open).tolist()
    if not any(hedged):
        return
    shown = rows[hedged]
    for look in ({"color": style.paper(), "thickness": RIM}, {"color": style.ink()}):
        chart.add_bar(
            **bar,
            x=shown["value"].tolist(),
            y=[name for name, is_hedged in zip(names, hedged, strict=True) if is_hedged],
            marker={"color": "rgba(0,0,0,0)"},
            error_x=caption.whiskers(shown) | {"width": END} | look,
            hoverinfo="skip",
            showlegend=False,
            meta=TraceRole.CASING.meta(),
            **panel,
        )


def _add_arrows(
    chart: go.Figure,
    rows: pandas.DataFrame,
    names: list[str],
    is_open: list[bool],
    *,
    bar: dict[str, Any],
    panel: dict[str, int],
) -> None:
    """Draw an arrow at the end of each bar whose value has no upper end."""
    chart.add_bar(
        **bar,
        x=rows["value"].tolist(),
        y=[name for name, here in zip(names, is_open, strict=True) if here],
        marker={"color": "rgba(0,0,0,0)"},
        text=[trace_role.OPEN_END] * len(rows),
        textposition="outside",
        textfont={"size": 11, "color": style.accent()},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        meta=TraceRole.CASING.meta(),
        **panel,
    )
