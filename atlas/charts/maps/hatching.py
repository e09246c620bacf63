"""Slanted lines across regions, because Plotly has no pattern for maps.

The lines run as on slides, from bottom left to top right, and go on from one region into the next.
They are computed once for each region and distance, and cached.
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


def add(chart: go.Figure, region_ids: Iterable[str], view: MapView, widest_view: MapView) -> None:
    """Draw lines across regions.

    `view`: what the map shows at first; `widest_view`: all that it can show.
    """
    lines = cross(region_ids, view, widest_view)
    if not len(lines):
        return
    lon, lat = lines.T
    chart.add_scattergeo(
        lon=lon,
        lat=lat,
        mode="lines",
        line={"color": style.quiet(), "width": 0.7},
        opacity=0.7,
        hoverinfo="skip",
        showlegend=False,
        meta=TraceRole.HATCHING.meta(),
    )


def cross(region_ids: Iterable[str], view: MapView, widest_view: MapView) -> Points:
    """Return the lines across regions as longitudes and latitudes, with a gap after each."""
    lines = [
        _hatch_region(
            region_id, _compute_distance(view if _is_near(region_id, view) else widest_view)
        )
        for region_id in region_ids
        if region_id in _read_regions()
    ]
    return numpy.concatenate(lines) if lines else numpy.empty((0, 2), numpy.float32)


def prepare() -> None:
    """Read the outlines before the first map needs them, which takes a tenth of a second."""
    _read_boxes()
    _read_regions()


def _compute_distance(view: MapView) -> float:
    """Return the distance between two lines in a view, in metres."""
    south, north = view["lat"]
    return (north - south) * METRES * APART


def _is_near(region_id: str, view: MapView) -> bool:
    west, south, east, north = _read_boxes()[region_id]
    air = FAR * (view["lat"][1] - view["lat"][0])
    return (
        west < view["lon"][1] + air
        and east > view["lon"][0] - air
        and south < view["lat"][1] + air
        and north > view["lat"][0] - air
    )


@functools.cache
def _read_boxes() -> dict[str, Sequence[float]]:
    regions = boundaries.read_frame()
    return dict(zip(regions["region_id"], regions.geometry.bounds.to_numpy().tolist(), strict=True))


@functools.cache
def _read_regions() -> dict[str, shapely.Geometry]:
    """Return all regions in the projection LAEA Europe, in metres."""
    regions = boundaries.read_frame()
    return dict(zip(regions["region_id"], regions.to_crs(EUROPE).geometry, strict=True))


@functools.cache
def _make_transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(EUROPE, DEGREES, always_xy=True)


@functools.lru_cache(maxsize=2048)
def _hatch_region(region_id: str, distance: float) -> Points:
    """Return the lines across a region as longitudes and latitudes, with a gap after each."""
    lands = shapely.get_parts(shapely.simplify(_read_regions()[region_id], distance * DETAIL))
    kept_lands = [land for land in lands if land.area > (distance * SPECK) ** 2] or [*lands]
    lines = numpy.concatenate([_hatch_land(land, distance) for land in kept_lands])
    points = numpy.column_stack(_make_transformer().transform(*shapely.get_coordinates(lines).T))
    ends = numpy.cumsum(shapely.get_num_coordinates(lines))
    return numpy.insert(points, ends, numpy.nan, axis=0).astype(numpy.float32)


def _hatch_land(land: shapely.Geometry, distance: float) -> numpy.typing.NDArray[numpy.object_]:
    """Return the lines across one piece of land, in metres."""
    left, low, right, high = land.bounds
    starts = numpy.arange((left - high) // distance, (right - low) // distance + 2) * distance
    diagonals = shapely.linestrings(
        [[(start + low, low), (start + high, high)] for start in starts]
    )
    shapely.prepare(land)
    lines = shapely.get_parts(
        shapely.intersection(land, diagonals[shapely.intersects(land, diagonals)])
    )
    return lines[shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING]
