"""Views of the map: what part of Europe it shows."""

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.model import boundaries

MapView = dict[str, tuple[float, float]]
#: quick views: longitudes and latitudes that fill the frame
AREAS: dict[str, MapView] = {
    "germany": {"lon": (2.6, 18.2), "lat": (46.9, 55.2)},
    "greater-region": {"lon": (2.6, 9.6), "lat": (47.3, 51.0)},
    "lake-constance": {"lon": (7.2, 11.8), "lat": (46.5, 48.9)},
    "europe": {"lon": (-10.5, 29.5), "lat": (36.2, 62.5)},
}
#: a view shows at least so many degrees, and this share of it as air around what it is about
LEAST = {"lon": 7.0, "lat": 4.5}
AIR = 0.08
#: no view reaches beyond these, where Europe has no more regions
ENDS = {"lon": (-25.0, 45.0), "lat": (34.0, 71.5)}


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
        return AREAS["europe"]
    if countries == {"DE"}:
        return AREAS["germany"]
    country_boxes = [box for country, box in boxes.values() if country in countries]
    view = {}
    for axis, first, last in (("lon", 0, 2), ("lat", 1, 3)):
        low = min(box[first] for box in country_boxes)
        high = max(box[last] for box in country_boxes)
        air = max((high - low) * AIR, (LEAST[axis] - (high - low)) / 2)
        start, end = ENDS[axis]
        view[axis] = (max(low - air, start), min(high + air, end))
    return view


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
