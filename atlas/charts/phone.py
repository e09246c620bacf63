"""What a phone draws smaller: circles of a map, names beside rows."""

import plotly.graph_objects as go

#: a phone's map is so much smaller that circles as large as elsewhere would cover it
CIRCLES = 0.6


def fitted(figure: go.Figure) -> go.Figure:
    """Return `figure` as a phone shows it; exports keep the one that was given."""
    shown = go.Figure(figure)
    for trace in shown.data:
        meta = trace.meta or {}
        if trace.type == "scattergeo" and trace.marker.size is not None:
            size = trace.marker.size
            one = isinstance(size, int | float)
            trace.marker.size = size * CIRCLES if one else [CIRCLES * each for each in size]
        elif "short" in meta:
            trace.text = meta["short"]
    return shown
