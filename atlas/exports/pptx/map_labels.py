"""Names on a map: regions and the largest clusters, with their values, where they fit.

A region's name stands inside its outline, a cluster's beside its circle. None stands on another
name or on a circle, and none is smaller than a footnote: what does not fit is not named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely

from atlas.charts.base import style
from atlas.exports.pptx import text_fit, theme_colours
from atlas.exports.pptx.outlines import Ring
from atlas.exports.pptx.shapes import MIDDLE, Pen
from atlas.exports.pptx.xml import Xml
from atlas.text import shortening

#: letters in points; how many clusters are named at most, and in how many letters
SIZE = 9.0
MOST_CLUSTERS, LONGEST = 8, 26
#: figures are wider than the letters that widths are estimated by
SAFE = 1.05
#: what stays free around a name, and between a circle and its name, in EMU
AIR = 1.5 * text_fit.EMU
#: how many places are tried across and down a region
TRIED = 25
#: how opaque the plate is on which a cluster's name stands
PLATE = 0.88

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Region:
    """A region as drawn, in EMU: what is written on it, its shade, and its value for the order."""

    name: str
    written: str
    rings: list[Ring]
    code: str
    value: float


@dataclass(frozen=True)
class Circle:
    """A circle as drawn: its box (left, top, width, height) in EMU; `written` blank for none."""

    name: str
    written: str
    box: Box


def draw(pen: Pen, regions: Sequence[Region], circles: Sequence[Circle], edge: Box) -> None:
    """Write names and values inside `edge`: first the highest regions, then the largest circles."""
    taken = [_disc(circle.box) for circle in circles]
    frame = rectangle(edge)
    for region in sorted(regions, key=lambda one: -one.value):
        _name_region(pen, region, taken, frame)
    largest = sorted(circles, key=lambda one: -one.box[2])
    for circle in [one for one in largest if one.written][:MOST_CLUSTERS]:
        _name_circle(pen, circle, taken, frame)


def _disc(box: Box) -> shapely.Geometry:
    left, top, width, height = box
    return shapely.Point(left + width / 2, top + height / 2).buffer(width / 2, quad_segs=4)


def rectangle(box: Box) -> shapely.Polygon:
    """Return a box (left, top, width, height) as a shape."""
    left, top, width, height = box
    return shapely.box(left, top, left + width, top + height)


def _measure(lines: Sequence[str]) -> tuple[float, float]:
    """Return how wide and high lines of text are, with air around them."""
    width = text_fit.widest(lines, SIZE) * SAFE * text_fit.EMU + 2 * AIR
    return width, len(lines) * SIZE * text_fit.LEADING * text_fit.EMU + AIR


def _name_region(
    pen: Pen, region: Region, taken: list[shapely.Geometry], frame: shapely.Geometry
) -> None:
    """Write a region's name and value inside its outline, at the free place next to its middle."""
    land = _land(region.rings).intersection(frame)
    if land.is_empty:
        return
    shapely.prepare(land)
    both = [region.name, region.written]
    for lines in (both, [" ".join(both)]):
        width, height = _measure(lines)
        for x, y in _places(land):
            place = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if land.contains(place) and not any(place.intersects(other) for other in taken):
                taken.append(place)
                box = (x - width / 2, y - height / 2, width, height)
                ink = theme_colours.readable_on(region.code)
                pen.write_text("\n".join(lines), box, SIZE, ink, MIDDLE, keeps_lines=True)
                return


def _land(rings: list[Ring]) -> shapely.Geometry:
    """Return the largest piece of a region, without the pieces of others inside it."""
    lands = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings]
    return lands[0].difference(shapely.union_all(lands[1:])) if lands[1:] else lands[0]


def _places(land: shapely.Geometry) -> Iterator[tuple[float, float]]:
    """Return places all over a piece of land, those next to its middle first."""
    left, top, right, bottom = land.bounds
    middle = land.representative_point()
    points = [
        (left + (right - left) * (i + 0.5) / TRIED, top + (bottom - top) * (j + 0.5) / TRIED)
        for i in range(TRIED)
        for j in range(TRIED)
    ]
    points.append((middle.x, middle.y))
    centre = land.centroid
    return iter(sorted(points, key=lambda at: (at[0] - centre.x) ** 2 + (at[1] - centre.y) ** 2))


def _name_circle(
    pen: Pen, circle: Circle, taken: list[shapely.Geometry], frame: shapely.Geometry
) -> None:
    """Write a cluster's name and value beside its circle, on a plate, where that is free."""
    lines = [shortening.shorten(circle.name, LONGEST), circle.written]
    width, height = _measure(lines)
    left, top, across, down = circle.box
    middle, beside = top + down / 2 - height / 2, left + across / 2 - width / 2
    for x, y in (
        (left + across + AIR, middle),
        (left - AIR - width, middle),
        (beside, top - AIR - height),
        (beside, top + down + AIR),
        (left + across + AIR, top - height + down / 4),
        (left + across + AIR, top + down * 3 / 4),
        (left - AIR - width, top - height + down / 4),
        (left - AIR - width, top + down * 3 / 4),
    ):
        place = shapely.box(x, y, x + width, y + height)
        if frame.contains(place) and not any(place.intersects(other) for other in taken):
            taken.append(place)
            look = Xml(theme_colours.fill(style.paper(), PLATE))
            box = (x, y, width, height)
            text = "\n".join(lines)
            pen.write_text(text, box, SIZE, style.ink(), MIDDLE, keeps_lines=True, look=look)
            return
