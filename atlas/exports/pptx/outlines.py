"""Outlines of regions as they lie in a map's view: projected once, clipped, a little simpler.

LAEA Europe (EPSG:3035) keeps areas true, so that no region looks larger than it is.
"""

import functools
from dataclasses import dataclass

import geopandas
import numpy
import shapely

from atlas.model import boundaries

EUROPE = "EPSG:3035"
DEGREES = "EPSG:4326"
#: detail finer than this share of the view's height is left out; nobody sees it on a slide
DETAIL = 1 / 1100
#: pieces smaller than this share of the view's area are left out, unless they are all there is
SPECK = 1 / 400_000

MapView = tuple[float, float, float, float]
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Outline:
    """A region inside a view: its rings, holes included, in metres from the top left corner."""

    region_id: str
    name: str
    rings: list[Ring]


@dataclass(frozen=True)
class Chart:
    """A view of the map: width and height in metres, and the regions in it by their id."""

    wide: float
    high: float
    left: float
    top: float
    regions: dict[str, Outline]

    def place(self, lon: list[float], lat: list[float]) -> list[tuple[float, float] | None]:
        """Return where points lie in metres from the top left corner; None outside the view."""
        points = geopandas.GeoSeries(geopandas.points_from_xy(lon, lat), crs=DEGREES)
        laid = points.to_crs(EUROPE)
        places = zip(laid.x - self.left, self.top - laid.y, strict=True)
        return [(x, y) if 0 <= x <= self.wide and 0 <= y <= self.high else None for x, y in places]


@functools.cache
def _every() -> geopandas.GeoDataFrame:
    """Return every boundary in LAEA Europe: region_id, name, geometry in metres."""
    return boundaries.read_frame().to_crs(EUROPE)


@functools.lru_cache(maxsize=16)
def inside(view: MapView) -> Chart:
    """Return the regions inside `view` (west, east, south, north in degrees)."""
    left, low, right, high = _frame(view)
    every = _every()
    simple = shapely.coverage_simplify(
        numpy.asarray(every.geometry.values), (high - low) * DETAIL, simplify_boundary=True
    )
    clipped = shapely.clip_by_rect(simple, left, low, right, high)
    speck = (high - low) * (right - left) * SPECK
    regions = {}
    for region_id, name, shape in zip(every["region_id"], every["name"], clipped, strict=True):
        rings = _rings(shape, left, high, speck)
        if rings:
            regions[region_id] = Outline(region_id, name, rings)
    return Chart(right - left, high - low, left, high, regions)


def _frame(view: MapView) -> tuple[float, float, float, float]:
    """Return the box in metres around a box of degrees, whose sides are curves."""
    west, east, south, north = view
    along, up = numpy.linspace(west, east, 30), numpy.linspace(south, north, 30)
    lon = numpy.concatenate([along, along, numpy.full(30, west), numpy.full(30, east)])
    lat = numpy.concatenate([numpy.full(30, south), numpy.full(30, north), up, up])
    edge = geopandas.GeoSeries(geopandas.points_from_xy(lon, lat), crs=DEGREES).to_crs(EUROPE)
    left, low, right, high = (float(one) for one in edge.total_bounds)
    return left, low, right, high


def _rings(shape: shapely.Geometry, left: float, top: float, speck: float) -> list[Ring]:
    """Return outer rings and holes, largest first, in metres from the corner."""
    if shape is None or shape.is_empty:
        return []
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    parts = sorted((part for part in parts if part.area > 0), key=lambda part: -part.area)
    kept = [part for part in parts if part.area >= speck] or parts[:1]
    rings: list[Ring] = []
    for part in kept:
        for ring in (part.exterior, *part.interiors):
            points = shapely.get_coordinates(ring)[:-1]
            rings.append([(x - left, top - y) for x, y in points.tolist()])
    return [ring for ring in rings if len(ring) >= 3]
