"""How charts differ on a phone: smaller circles, shorter names or none, higher headers."""

import plotly.graph_objects as go

from atlas.charts.base import heatmap
from atlas.charts.base.trace_role import TraceRole

#: a phone's map is so much smaller that circles as large as elsewhere would cover it
CIRCLES = 0.6
#: what a line of the legend takes, in pixels
LINE = 20


def adapt(figure: go.Figure) -> go.Figure:
    """Return a copy of `figure` for a phone; exports use the original."""
    adapted = go.Figure(figure)
    _use_legend(adapted)
    _raise_upright_names(adapted)
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


def _raise_upright_names(adapted: go.Figure) -> None:
    """Make a heatmap higher if its column names stand upright on a phone but not elsewhere."""
    names = adapted.layout.xaxis.ticktext
    if not names or not any(trace.type == "heatmap" for trace in adapted.data):
        return
    if heatmap.needs_upright_names(names) and len(names) <= heatmap.FEW:
        adapted.layout.height += heatmap.UPRIGHT_HEAD - heatmap.HEAD


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
