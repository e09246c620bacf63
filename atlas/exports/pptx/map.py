"""The map: one named shape a region, a circle a seat, and the key, in one group."""

from collections.abc import Mapping
from typing import Any

import shapely

from atlas.charts.base import style
from atlas.exports.figure_reader import FigureReading, Trace
from atlas.exports.pptx import map_key, map_labels, outlines, text_fit, theme_colours
from atlas.exports.pptx.map_labels import Box, Circle, Region
from atlas.exports.pptx.outlines import ProjectedView, Ring
from atlas.exports.pptx.shapes import Pen
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import Xml, tag
from atlas.i18n import _
from atlas.text.plotly_text import bold_part, plain

#: the share of the room that the key takes at the right of the map
KEY = 0.27
GAP = 12 * text_fit.EMU
#: a circle of which this share lies inside the map is drawn whole
WHOLE = 0.999
WORLD = {"lon": (-25.0, 45.0), "lat": (34.0, 72.0)}


def group(reading: FigureReading, room: Spot, first_id: int, alt: str) -> Xml:
    """Return p:grpSp with the map. `first_id`: the first free shape id; `alt`: alternative text."""
    geo = reading.layout.get("geo") or {}
    view = outlines.inside(_read_view(geo))
    pen = Pen(first_id)
    key_width = round(room.width * KEY)
    scale = min((room.width - key_width - GAP) / view.width, room.height / view.height)
    width, height = round(view.width * scale), round(view.height * scale)
    left, top = room.left, room.top
    regions: list[Region] = []
    for trace in reading.traces:
        if trace.kind == "choropleth":
            regions += _draw_regions(pen, view, trace, (left, top, scale))
    map_box, outline = (left, top, width, height), Xml(tag("a:noFill") + edge())
    pen.draw_preset("rect", _("Edge of the map"), map_box, outline)
    pixel = height / _screen_height(reading.layout)
    circles: list[Circle] = []
    for trace in reading.traces:
        if trace.kind == "scattergeo" and trace.has_points:
            circles += _draw_circles(pen, view, trace, (left, top, scale), pixel)
    map_labels.draw(pen, regions, circles, map_box)
    map_key.draw(
        pen,
        reading,
        Spot(left + width + GAP, top, room.left + room.width - left - width - GAP, height),
        pixel,
    )
    return pen.group(reading.text.title or "Map", alt, _box(room))


def edge() -> Xml:
    """Return the thin line around the map, where regions are cut off."""
    return theme_colours.stroke(style.line(), 0.75)


def _box(room: Spot) -> tuple[int, int, int, int]:
    return room.left, room.top, room.width, room.height


def _cut_off(circle: Box, frame: Box) -> Ring:
    """Return the outline of what the map's edge leaves of a circle; blank where that is all."""
    left, top, width, height = circle
    whole = shapely.Point(left + width / 2, top + height / 2).buffer(width / 2)
    kept = whole.intersection(map_labels.rectangle(frame))
    return [] if kept.area >= whole.area * WHOLE else list(kept.exterior.coords[:-1])


def _read_view(geo: Mapping[str, Any]) -> outlines.MapView:
    """Return the box of degrees that a figure shows."""
    west, east = (geo.get("lonaxis") or {}).get("range") or WORLD["lon"]
    south, north = (geo.get("lataxis") or {}).get("range") or WORLD["lat"]
    return float(west), float(east), float(south), float(north)


def _screen_height(layout: Mapping[str, Any]) -> float:
    """Return the height of the map on the screen in pixels; the size of circles depends on it."""
    margin = layout.get("margin") or {}
    height = float(layout.get("height") or 640)
    return max(height - float(margin.get("t", 60)) - float(margin.get("b", 30)), 100.0)


def _draw_regions(
    pen: Pen, view: ProjectedView, trace: Trace, placement: tuple[float, float, float]
) -> list[Region]:
    """Draw the regions of one trace that lie inside the view; return those that have a value."""
    line = (trace.get("marker") or {}).get("line") or {}
    edge = theme_colours.stroke(
        line.get("color") or style.line(), (line.get("width") or 0.5) * 0.75
    )
    hovers = trace.get("hovertext") or []
    fills = map_key.fills(trace)
    codes = map_key.shades(trace)
    meta = trace.get("meta") or {}
    values, written = meta.get("values") or [], meta.get("written") or []
    valued = []
    for idx, region_id in enumerate(trace.get("locations") or []):
        outline = view.regions.get(region_id)
        if outline is None:
            continue
        hover = hovers[idx] if idx < len(hovers) else ""
        name = bold_part(hover) or outline.name
        rings = [_move_ring(ring, placement) for ring in outline.rings]
        look = Xml(fills[idx] + edge)
        pen.draw_outline(f"{name} ({region_id})", rings, look, plain(hover) or name)
        if written:
            valued.append(Region(name, plain(written[idx]), rings, codes[idx], values[idx]))
    return valued


def _move_ring(ring: Ring, placement: tuple[float, float, float]) -> Ring:
    left, top, scale = placement
    return [(left + x * scale, top + y * scale) for x, y in ring]


def _draw_circles(
    pen: Pen, view: ProjectedView, trace: Trace, placement: tuple[float, float, float], pixel: float
) -> list[Circle]:
    """Draw the seats of one trace inside the view, as large against the map as on the screen.

    Returns the circles.
    """
    left, top, scale = placement
    marker = trace.get("marker") or {}
    look = map_key.mark(trace)
    located = [
        idx
        for idx, (lon, lat) in enumerate(zip(trace["lon"], trace["lat"], strict=True))
        if lon is not None and lat is not None
    ]
    lon, lat = ([trace[side][idx] for idx in located] for side in ("lon", "lat"))
    hovers = trace.get("hovertext") or []
    names = trace.get("customdata") or []
    written = (trace.get("meta") or {}).get("written") or []
    drawn = []
    for idx, position in zip(located, view.project(lon, lat), strict=True):
        if position is None:
            continue
        size = marker.get("size", 6)
        diameter = (size[idx] if isinstance(size, list) else size) * pixel
        x, y = left + position[0] * scale, top + position[1] * scale
        hover = hovers[idx] if idx < len(hovers) else ""
        name = bold_part(hover) or str(names[idx] if idx < len(names) else trace.get("name"))
        box = (x - diameter / 2, y - diameter / 2, diameter, diameter)
        cut = _cut_off(box, (left, top, view.width * scale, view.height * scale))
        if cut:
            pen.draw_outline(name, [cut], look, plain(hover) or name)
        else:
            pen.draw_preset("ellipse", name, box, look, plain(hover) or name)
        drawn.append(Circle(name, plain(written[idx]) if written else "", box))
    return drawn
