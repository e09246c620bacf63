"""Views of the map: where a region lies, and the quick views that everybody knows."""

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


def show(drawn: go.Figure, view: MapView) -> None:
    """Let `drawn` show a box of degrees, in a projection that keeps areas true."""
    middle = {axis: sum(ends) / 2 for axis, ends in view.items()}
    drawn.update_geos(
        visible=False,
        bgcolor=style.paper(),
        projection={"type": "azimuthal equal area", "rotation": middle},
        lonaxis={"range": view["lon"]},
        lataxis={"range": view["lat"]},
    )


def around(region_ids: Iterable[str]) -> MapView:
    """Return the view of whole countries in which regions lie; of Germany as everybody knows it."""
    boxes = _boxes()
    countries = {boxes[one][0] for one in region_ids if one in boxes}
    if not countries:
        return AREAS["europe"]
    if countries == {"DE"}:
        return AREAS["germany"]
    inside = [box for country, box in boxes.values() if country in countries]
    found = {}
    for axis, first, last in (("lon", 0, 2), ("lat", 1, 3)):
        low, high = min(box[first] for box in inside), max(box[last] for box in inside)
        air = max((high - low) * AIR, (LEAST[axis] - (high - low)) / 2)
        start, end = ENDS[axis]
        found[axis] = (max(low - air, start), min(high + air, end))
    return found


@functools.cache
def _boxes() -> dict[str, tuple[str, tuple[float, float, float, float]]]:
    """Return for each region drawn its country and its box: west, south, east, north."""
    features = boundaries.read_json()["features"]
    found = {}
    for feature in features:
        points = list(_points(feature["geometry"]["coordinates"]))
        lon, lat = zip(*points, strict=True)
        about = feature["properties"]
        box = (min(lon), min(lat), max(lon), max(lat))
        found[str(about["region_id"])] = (str(about["country_id"]), box)
    return found


def _points(nested: Any) -> Iterator[tuple[float, float]]:
    if isinstance(nested[0], int | float):
        yield float(nested[0]), float(nested[1])
        return
    for part in nested:
        yield from _points(part)
