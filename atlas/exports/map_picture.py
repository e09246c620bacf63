"""A map in a picture: as high as the frame, its key beside it, as on slides."""

import math
from typing import Any

import plotly.graph_objects as go

from atlas.charts.maps import close_up, size_key

#: pixels between the map and its key; what the key needs in width; a line of the legend
GAP, KEY, LINE = 24, 400, 26
#: pixels that the colour bar takes at the top of the key, with its title and values; its length
BAR, BAR_LENGTH = 84, 340


def is_map(figure: go.Figure) -> bool:
    """Say whether `figure` is a map."""
    return any(trace.type in ("choropleth", "scattergeo") for trace in figure.data)


def arranged(figure: go.Figure, width: float, height: float) -> go.Figure:
    """Return a map arranged for a picture of `width` by `height` pixels, close to its selection."""
    shown = go.Figure(close_up.of(figure))
    aspect = _aspect(shown.layout.geo)
    wide = min(height * aspect, max(width - GAP - KEY, width / 2))
    share, low = wide / width, max(1 - wide / aspect / height, 0.0)
    beside = share + GAP / width
    entries = sum(
        trace.showlegend is not False and trace.type in ("scattergeo", "pie")
        for trace in shown.data
    )
    legend_top = BAR if any(_has_bar(trace) for trace in shown.data) else 0
    shown.update_geos(domain={"x": [0, share], "y": [low, 1]})
    shown.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={
            "orientation": "v",
            **{"x": beside, "xanchor": "left", "xref": "paper"},
            **{"y": 1 - legend_top / height, "yanchor": "top", "yref": "paper"},
        },
    )
    shown.update_traces(
        colorbar={"x": beside, "xanchor": "left", "y": 1, "yanchor": "top", "len": BAR_LENGTH},
        selector=_has_bar,
    )
    under = legend_top + LINE * entries + LINE + size_key.height(shown)
    size_key.draw(shown, (beside, max(1 - under / height, 0.0)))
    return shown


def _has_bar(trace: Any) -> bool:
    return trace.type == "choropleth" and trace.showscale is not False


def _aspect(geo: Any) -> float:
    """Return how wide a view is for its height: as wide as its southern edge, the longest."""
    (west, east), (south, north) = geo.lonaxis.range, geo.lataxis.range
    return float((east - west) * math.cos(math.radians(south)) / (north - south))
