"""Slanted lines across regions, since Plotly has no pattern for them: wide and faint, clipped.

The lines lie as they do on a slide, from bottom left to top right, and go on from one region into
the next. They are worked out once for each region and distance, and remembered.
"""

import functools
from collections.abc import Iterable, Sequence

import numpy
import numpy.typing
import plotly.graph_objects as go
import pyproj
import shapely

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps.views import MapView
from atlas.model import boundaries

#: from line to line, as a share of the height of the view; it is some 10 pixels on a screen
APART = 1 / 54
#: regions farther away than so many heights of the view have lines as far apart as in Europe
FAR = 0.3
#: outlines are simpler by this share of the distance from line to line
DETAIL = 1 / 8
#: islands below the square of so many distances are left out
SPECK = 1 / 2
EUROPE, DEGREES = "EPSG:3035", "EPSG:4326"
METRES = 111_320

Points = numpy.typing.NDArray[numpy.float32]


def add(drawn: go.Figure, region_ids: Iterable[str], view: MapView, whole: MapView) -> None:
    """Draw lines over regions. `view`: what the map shows at first; `whole`: all it can show."""
    lines = [
        _lines(one, _apart(view if _near(one, view) else whole))
        for one in region_ids
        if one in _every()
    ]
    if not lines:
        return
    lon, lat = numpy.concatenate(lines).T
    drawn.add_scattergeo(
        lon=lon,
        lat=lat,
        mode="lines",
        line={"color": style.quiet(), "width": 0.7},
        opacity=0.7,
        hoverinfo="skip",
        showlegend=False,
        meta=TraceRole.HATCHING.meta(),
    )


def prepare() -> None:
    """Read the outlines, which takes a tenth of a second, before the first map asks for them."""
    _boxes()
    _every()


def _apart(view: MapView) -> float:
    """Return how far apart lines are, in metres, in a view of so many degrees."""
    south, north = view["lat"]
    return (north - south) * METRES * APART


def _near(region_id: str, view: MapView) -> bool:
    west, south, east, north = _boxes()[region_id]
    air = FAR * (view["lat"][1] - view["lat"][0])
    return (
        west < view["lon"][1] + air
        and east > view["lon"][0] - air
        and south < view["lat"][1] + air
        and north > view["lat"][0] - air
    )


@functools.cache
def _boxes() -> dict[str, Sequence[float]]:
    read = boundaries.read_frame()
    return dict(zip(read["region_id"], read.geometry.bounds.to_numpy().tolist(), strict=True))


@functools.cache
def _every() -> dict[str, shapely.Geometry]:
    """Return every region in LAEA Europe, in metres."""
    read = boundaries.read_frame()
    return dict(zip(read["region_id"], read.to_crs(EUROPE).geometry, strict=True))


@functools.cache
def _degrees() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(EUROPE, DEGREES, always_xy=True)


@functools.lru_cache(maxsize=2048)
def _lines(region_id: str, apart: float) -> Points:
    """Return the lines across a region as longitudes and latitudes, with a gap after each."""
    parts = shapely.get_parts(shapely.simplify(_every()[region_id], apart * DETAIL))
    kept = [part for part in parts if part.area > (apart * SPECK) ** 2] or [*parts]
    pieces = numpy.concatenate([_across(part, apart) for part in kept])
    points = numpy.column_stack(_degrees().transform(*shapely.get_coordinates(pieces).T))
    ends = numpy.cumsum(shapely.get_num_coordinates(pieces))
    return numpy.insert(points, ends, numpy.nan, axis=0).astype(numpy.float32)


def _across(part: shapely.Geometry, apart: float) -> numpy.typing.NDArray[numpy.object_]:
    """Return the lines across one piece of land, in metres."""
    left, low, right, high = part.bounds
    starts = numpy.arange((left - high) // apart, (right - low) // apart + 2) * apart
    every = shapely.linestrings([[(one + low, low), (one + high, high)] for one in starts])
    shapely.prepare(part)
    pieces = shapely.get_parts(shapely.intersection(part, every[shapely.intersects(part, every)]))
    return pieces[shapely.get_type_id(pieces) == shapely.GeometryType.LINESTRING]
