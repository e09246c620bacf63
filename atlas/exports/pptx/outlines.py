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
class ProjectedView:
    """A view of the map, projected: its size in metres, and the regions in it by their id."""

    width: float
    height: float
    left: float
    top: float
    regions: dict[str, Outline]

    def project(self, lon: list[float], lat: list[float]) -> list[tuple[float, float] | None]:
        """Return where points lie in metres from the top left corner; None outside the view."""
        points = geopandas.GeoSeries(geopandas.points_from_xy(lon, lat), crs=DEGREES)
        projected = points.to_crs(EUROPE)
        positions = zip(projected.x - self.left, self.top - projected.y, strict=True)
        return [
            (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None for x, y in positions
        ]


@functools.cache
def _all_boundaries() -> geopandas.GeoDataFrame:
    """Return every boundary in LAEA Europe: region_id, name, geometry in metres."""
    return boundaries.read_frame().to_crs(EUROPE)


@functools.lru_cache(maxsize=16)
def inside(view: MapView) -> ProjectedView:
    """Return the regions inside `view` (west, east, south, north in degrees)."""
    left, bottom, right, top = _projected_box(view)
    frame = _all_boundaries()
    simplified = shapely.coverage_simplify(
        numpy.asarray(frame.geometry.values), (top - bottom) * DETAIL, simplify_boundary=True
    )
    clipped = shapely.clip_by_rect(simplified, left, bottom, right, top)
    speck = (top - bottom) * (right - left) * SPECK
    regions = {}
    for region_id, name, shape in zip(frame["region_id"], frame["name"], clipped, strict=True):
        rings = _read_rings(shape, left, top, speck)
        if rings:
            regions[region_id] = Outline(region_id, name, rings)
    return ProjectedView(right - left, top - bottom, left, top, regions)


def _projected_box(view: MapView) -> tuple[float, float, float, float]:
    """Return the box in metres around a box of degrees, whose sides become curves."""
    west, east, south, north = view
    lons, lats = numpy.linspace(west, east, 30), numpy.linspace(south, north, 30)
    lon = numpy.concatenate([lons, lons, numpy.full(30, west), numpy.full(30, east)])
    lat = numpy.concatenate([numpy.full(30, south), numpy.full(30, north), lats, lats])
    edge = geopandas.GeoSeries(geopandas.points_from_xy(lon, lat), crs=DEGREES).to_crs(EUROPE)
    left, bottom, right, top = (float(side) for side in edge.total_bounds)
    return left, bottom, right, top


def _read_rings(shape: shapely.Geometry, left: float, top: float, speck: float) -> list[Ring]:
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
