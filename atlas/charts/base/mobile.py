"""What a phone draws otherwise: smaller circles, shorter names or none, higher heads."""

import plotly.graph_objects as go

from atlas.charts.base import heatmap
from atlas.charts.base.trace_role import TraceRole

#: a phone's map is so much smaller that circles as large as elsewhere would cover it
CIRCLES = 0.6
#: what a line of the legend takes, in pixels
LINE = 20


def fitted(figure: go.Figure) -> go.Figure:
    """Return `figure` as a phone shows it; exports keep the one that was given."""
    shown = go.Figure(figure)
    _legend(shown)
    _heads(shown)
    for trace in shown.data:
        meta = trace.meta or {}
        if trace.type == "scattergeo" and trace.marker.size is not None:
            size = trace.marker.size
            one = isinstance(size, int | float)
            trace.marker.size = size * CIRCLES if one else [CIRCLES * each for each in size]
        elif "short" in meta:
            trace.text = meta["short"]
        elif trace.type == "scatter" and trace.mode == "markers+text":
            trace.mode = "markers"  # names at points would stand over other points
    return shown


def _heads(shown: go.Figure) -> None:
    """Give columns whose names stand upright on a phone alone the height that these take."""
    names = shown.layout.xaxis.ticktext
    if not names or not any(trace.type == "heatmap" for trace in shown.data):
        return
    if heatmap.upright(names) and len(names) <= heatmap.FEW:
        shown.layout.height += heatmap.UPRIGHT_HEAD - heatmap.HEAD


def _legend(shown: go.Figure) -> None:
    """Name lines in a legend below instead of at their ends, which takes a third of the width."""
    kept = [trace for trace in shown.data if TraceRole.of(trace.meta) is not TraceRole.ENDS]
    named = len(shown.data) - len(kept)
    if named:
        shown.data = kept
        height = shown.layout.height + LINE * named
        shown.update_layout(legend={"visible": True}, margin={"r": 16}, height=height)
