"""Circles of clusters at one seat: apart from each other, so that each can be pointed at.

The largest stands at the seat itself, the others around its edge, so that its middle stays free.
They are set apart in pixels: how many degrees that is depends on the view.
"""

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps.views import MapView

#: how far from the seat the second circle stands, as a share of the first one's radius, and by how
#: many pixels more each further one does
EDGE, STEP = 0.8, 3.0
#: the golden angle: circles at this angle from one to the next meet the fewest others
TURN = math.pi * (3 - math.sqrt(5))
#: pixels from the top of a map to its foot, before it is known how high it is
USUAL_HEIGHT = 520.0


def spread(chart: go.Figure, view: MapView, height: float = USUAL_HEIGHT) -> None:
    """Set the circles of `chart` apart for a view that is `height` pixels high."""
    south, north = view["lat"]
    traces = [trace for trace in chart.data if TraceRole.of(trace.meta) is TraceRole.SEATS]
    places = [(lon, lat) for trace in traces for lon, lat in trace.meta["places"]]
    sizes = [size for trace in traces for size in _read_sizes(trace)]
    spread_places = set_apart(places, sizes, (north - south) / height)
    start = 0
    for trace in traces:
        own = spread_places[start : start + len(trace.meta["places"])]
        trace.lon, trace.lat = [lon for lon, _lat in own], [lat for _lon, lat in own]
        start += len(own)


def _read_sizes(trace: go.Scattergeo) -> Sequence[float]:
    size = trace.marker.size
    return [size] * len(trace.meta["places"]) if isinstance(size, int | float) else size


def set_apart(
    places: Sequence[tuple[float, float]], sizes: Sequence[float], per_pixel: float
) -> list[tuple[float, float]]:
    """Return where circles are drawn (lon, lat), the largest of a seat at the seat.

    `sizes`: their diameters in pixels; `per_pixel`: degrees of latitude.
    """
    order = sorted(range(len(places)), key=lambda idx: -sizes[idx])
    drawn = list(places)
    at_seat: dict[tuple[float, float], list[float]] = {}
    for idx in order:
        lon, lat = places[idx]
        others = at_seat.setdefault((lon, lat), [])
        if others:
            count = len(others)
            distance = (EDGE * others[0] / 2 + STEP * math.sqrt(count)) * per_pixel
            across = distance / math.cos(math.radians(lat))
            angle = count * TURN
            drawn[idx] = (lon + across * math.cos(angle), lat + distance * math.sin(angle))
        others.append(sizes[idx])
    return drawn
