"""How charts differ on a phone, or where two stand side by side.

A phone has smaller circles, shorter names or none, and panels in one column.
"""

import plotly.graph_objects as go

from atlas.charts.base import heatmap
from atlas.charts.base.trace_role import TraceRole

#: letters that a line has room for at 390 pixels, and in half the width of a page
LETTERS, HALF = 46, 68
#: a phone's map is so much smaller that circles as large as elsewhere would cover it
CIRCLES = 0.6
#: what a line of the legend takes, in pixels
LINE = 20
#: what lies between panels that stand under one another, and above and below all of them, in pixels
BETWEEN, MARGINS = 70, 80
#: shares of a figure so near each other are the same place
NEAR = 0.001


def adapt(figure: go.Figure) -> go.Figure:
    """Return a copy of `figure` for a phone; exports use the original."""
    adapted = go.Figure(figure)
    _use_legend(adapted)
    _raise_upright_names(adapted)
    _stack_panels(adapted)
    for trace in adapted.data:
        meta = trace.meta or {}
        if trace.type == "scattergeo" and trace.marker.size is not None:
            size = trace.marker.size
            is_single = isinstance(size, int | float)
            trace.marker.size = (
                size * CIRCLES if is_single else [CIRCLES * diameter for diameter in size]
            )
        elif "short" in meta:
            trace.text = meta["short"]
        elif trace.type == "scatter" and trace.mode == "markers+text":
            trace.mode = "markers"  # names at points would stand over other points
    return adapted


def halve(figure: go.Figure) -> go.Figure:
    """Return a copy of `figure` whose names of rows fit half the width of a page."""
    halved = go.Figure(figure)
    for trace in halved.data:
        if "half" in (trace.meta or {}):
            trace.text = trace.meta["half"]
    return halved


def _raise_upright_names(adapted: go.Figure) -> None:
    """Make a heatmap higher if its column names stand upright on a phone but not elsewhere."""
    names = adapted.layout.xaxis.ticktext
    if not names or not any(trace.type == "heatmap" for trace in adapted.data):
        return
    if heatmap.needs_upright_names(names) and len(names) <= heatmap.FEW:
        adapted.layout.height += heatmap.UPRIGHT_HEAD - heatmap.HEAD


def _stack_panels(adapted: go.Figure) -> None:
    """Put panels of named rows under one another: half a phone's width holds no names."""
    across, upwards = list(adapted.select_xaxes()), list(adapted.select_yaxes())
    beside = any(axis.domain and axis.domain[0] > 0 for axis in across)
    if not beside or not any(TraceRole.of(trace.meta) is TraceRole.NAMES for trace in adapted.data):
        return
    headings = {
        place: next(
            (
                heading
                for heading in adapted.layout.annotations
                if abs(heading.y - up.domain[1]) < NEAR and abs(heading.x - axis.domain[0]) < NEAR
            ),
            None,
        )
        for place, (axis, up) in enumerate(zip(across, upwards, strict=True))
    }
    share = upwards[0].domain[1] - upwards[0].domain[0]
    panel = share * (adapted.layout.height - MARGINS)
    plot = len(across) * (panel + BETWEEN) - BETWEEN
    for place, (axis, up) in enumerate(zip(across, upwards, strict=True)):
        top = 1 - place * (panel + BETWEEN) / plot
        axis.domain, up.domain = (0, 1), (max(0.0, top - panel / plot), top)
        if heading := headings[place]:
            heading.update(x=0, y=top)
    adapted.layout.height = plot + MARGINS


def _use_legend(adapted: go.Figure) -> None:
    """Name lines in a legend below the chart instead of at their ends."""
    # names at the ends would take a third of the width
    kept_traces = [
        trace for trace in adapted.data if TraceRole.of(trace.meta) is not TraceRole.ENDS
    ]
    label_count = len(adapted.data) - len(kept_traces)
    if label_count:
        adapted.data = kept_traces
        height = adapted.layout.height + LINE * label_count
        adapted.update_layout(legend={"visible": True}, margin={"r": 16}, height=height)
