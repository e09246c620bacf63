"""Views of the map: what part of Europe it shows."""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.i18n import _
from atlas.model import boundaries

MapView = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Area:
    """A quick view: what it is called, and the longitudes and latitudes that fill the frame."""

    say_name: Callable[[], str]
    view: MapView


#: the quick views, by the name that the address has for each
AREAS = {
    "germany": Area(lambda: _("Germany"), {"lon": (2.6, 18.2), "lat": (46.9, 55.2)}),
    "greater-region": Area(lambda: _("Greater Region"), {"lon": (2.6, 9.6), "lat": (47.3, 51.0)}),
    "lake-constance": Area(lambda: _("Lake Constance"), {"lon": (7.2, 11.8), "lat": (46.5, 48.9)}),
    "europe": Area(lambda: _("Europe"), {"lon": (-10.5, 29.5), "lat": (36.2, 62.5)}),
}
#: a view shows at least so many degrees, and this share of it as air around what it is about
LEAST = {"lon": 7.0, "lat": 4.5}
AIR = 0.08
#: no view reaches beyond these, where Europe has no more regions
ENDS = {"lon": (-25.0, 45.0), "lat": (34.0, 71.5)}
#: a closer look at a selection shows at least so many degrees, and is taken only where it leaves
#: out more than a fifth of the view
LEAST_CLOSE = {"lon": 4.4, "lat": 2.8}
CLOSER = 0.8
#: how many pixels outside a circle it is still found; inside a region, the region is meant
NEAR = 2


def show(chart: go.Figure, view: MapView) -> None:
    """Show a box of degrees, in an equal-area projection."""
    middle = {axis: sum(ends) / 2 for axis, ends in view.items()}
    chart.update_geos(
        visible=False,
        bgcolor=style.paper(),
        projection={"type": "azimuthal equal area", "rotation": middle},
        lonaxis={"range": view["lon"]},
        lataxis={"range": view["lat"]},
    )
    chart.update_layout(hoverdistance=NEAR)


def around(region_ids: Iterable[str]) -> MapView:
    """Return a view of all countries in which regions lie; for Germany alone, its quick view."""
    boxes = _read_boxes()
    countries = {boxes[region_id][0] for region_id in region_ids if region_id in boxes}
    if not countries:
        return AREAS["europe"].view
    if countries == {"DE"}:
        return AREAS["germany"].view
    country_boxes = [box for country, box in boxes.values() if country in countries]
    view = {}
    for axis, first, last in (("lon", 0, 2), ("lat", 1, 3)):
        low = min(box[first] for box in country_boxes)
        high = max(box[last] for box in country_boxes)
        air = max((high - low) * AIR, (LEAST[axis] - (high - low)) / 2)
        start, end = ENDS[axis]
        view[axis] = (max(low - air, start), min(high + air, end))
    return view


def closer(
    view: MapView, region_ids: Iterable[str], places: Iterable[tuple[float, float]]
) -> MapView:
    """Return a smaller view in which the regions and places (lon, lat) lie that `view` shows.

    Regions are whole in it where that is smaller than `view`; else they end where `view` does. The
    view itself where they fill most of it.
    """
    boxes = _read_boxes()
    corners = [boxes[region_id][1] for region_id in region_ids if region_id in boxes]
    corners += [(lon, lat, lon, lat) for lon, lat in places]
    inside = [box for box in corners if _meets(box, view)]
    if not inside:
        return view
    for ends in (ENDS, view):
        part = _fit(inside, ends)
        spans = [(part[axis][1] - part[axis][0]) / (view[axis][1] - view[axis][0]) for axis in view]
        if max(spans) < CLOSER:
            return part
    return view


def _fit(boxes: list[tuple[float, float, float, float]], ends: MapView) -> MapView:
    """Return the view of all boxes, with air around them, inside `ends`."""
    fitted = {}
    for axis, first, last in (("lon", 0, 2), ("lat", 1, 3)):
        start, end = ends[axis]
        low = max(min(box[first] for box in boxes), start)
        high = min(max(box[last] for box in boxes), end)
        air = max((high - low) * AIR, (LEAST_CLOSE[axis] - (high - low)) / 2)
        fitted[axis] = (max(low - air, start), min(high + air, end))
    return fitted


def _meets(box: tuple[float, float, float, float], view: MapView) -> bool:
    west, south, east, north = box
    (left, right), (low, high) = view["lon"], view["lat"]
    return west <= right and east >= left and south <= high and north >= low


@functools.cache
def _read_boxes() -> dict[str, tuple[str, tuple[float, float, float, float]]]:
    """Return for each region its country and its box: west, south, east, north."""
    features = boundaries.read_json()["features"]
    boxes = {}
    for feature in features:
        points = list(_flatten_points(feature["geometry"]["coordinates"]))
        lon, lat = zip(*points, strict=True)
        properties = feature["properties"]
        box = (min(lon), min(lat), max(lon), max(lat))
        boxes[str(properties["region_id"])] = (str(properties["country_id"]), box)
    return boxes


def _flatten_points(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested[0], int | float):
        yield float(nested[0]), float(nested[1])
        return
    for inner in nested:
        yield from _flatten_points(inner)
