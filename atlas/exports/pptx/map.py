"""The map: one named shape a region, a circle a seat, and the key, in one group."""

from collections.abc import Mapping
from typing import Any

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.figure_reader import FigureReading, Trace
from atlas.exports.plain_text import bold, plain
from atlas.exports.pptx import map_key, outlines, text_fit, theme_colours
from atlas.exports.pptx.outlines import Chart, Ring
from atlas.exports.pptx.shapes import Pen
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import Xml, tag
from atlas.i18n import _

#: the share of the room that the key takes at the right of the map
KEY = 0.27
GAP = 12 * text_fit.EMU
WORLD = {"lon": (-25.0, 45.0), "lat": (34.0, 72.0)}


def group(reading: FigureReading, room: Spot, first: int, said: str) -> Xml:
    """Return p:grpSp with the map. `first`: the first free shape id; `said`: alternative text."""
    geo = reading.layout.get("geo") or {}
    chart = outlines.inside(_view(geo))
    pen = Pen(first)
    keyed = round(room.width * KEY)
    scale = min((room.width - keyed - GAP) / chart.wide, room.height / chart.high)
    wide, high = round(chart.wide * scale), round(chart.high * scale)
    spare = room.width - keyed - GAP - wide
    left = room.left + max(0, min(spare // 2, spare))
    top = room.top + (room.height - high) // 2
    for trace in reading.traces:
        if trace.kind == "choropleth":
            _regions(pen, chart, trace, (left, top, scale))
    pen.preset("rect", _("Edge of the map"), (left, top, wide, high), Xml(tag("a:noFill") + edge()))
    pixel = high / _screen(reading.layout)
    for trace in reading.traces:
        seats = trace.kind == "scattergeo" and trace.role is not TraceRole.HATCHING
        if seats and trace.filled:
            _circles(pen, chart, trace, (left, top, scale), pixel)
    map_key.draw(
        pen,
        reading,
        Spot(left + wide + GAP, top, room.left + room.width - left - wide - GAP, high),
        pixel,
    )
    return pen.group(reading.text.title or "Map", said, _box(room))


def edge() -> Xml:
    """Return the thin line around the map, where regions are cut off."""
    return theme_colours.stroke(style.line(), 0.75)


def _box(room: Spot) -> tuple[int, int, int, int]:
    return room.left, room.top, room.width, room.height


def _view(geo: Mapping[str, Any]) -> outlines.MapView:
    """Return the box of degrees that a figure shows."""
    west, east = (geo.get("lonaxis") or {}).get("range") or WORLD["lon"]
    south, north = (geo.get("lataxis") or {}).get("range") or WORLD["lat"]
    return float(west), float(east), float(south), float(north)


def _screen(layout: Mapping[str, Any]) -> float:
    """Return how high the map is on the screen in pixels, which circles are measured against."""
    margin = layout.get("margin") or {}
    high = float(layout.get("height") or 640)
    return max(high - float(margin.get("t", 60)) - float(margin.get("b", 30)), 100.0)


def _regions(pen: Pen, chart: Chart, trace: Trace, at: tuple[float, float, float]) -> None:
    """Draw the regions of one trace that lie inside the view."""
    line = (trace.get("marker") or {}).get("line") or {}
    edge = theme_colours.stroke(
        line.get("color") or style.line(), (line.get("width") or 0.5) * 0.75
    )
    hovers = trace.get("hovertext") or []
    fills = map_key.fills(trace)
    for idx, region_id in enumerate(trace.get("locations") or []):
        outline = chart.regions.get(region_id)
        if outline is None:
            continue
        hover = hovers[idx] if idx < len(hovers) else ""
        name = bold(hover) or outline.name
        rings = [_moved(ring, at) for ring in outline.rings]
        look = Xml(fills[idx] + edge)
        pen.outline(f"{name} ({region_id})", rings, look, plain(hover) or name)


def _moved(ring: Ring, at: tuple[float, float, float]) -> Ring:
    left, top, scale = at
    return [(left + x * scale, top + y * scale) for x, y in ring]


def _circles(
    pen: Pen, chart: Chart, trace: Trace, at: tuple[float, float, float], pixel: float
) -> None:
    """Draw the seats of one trace inside the view, as large against the map as on the screen."""
    left, top, scale = at
    given = trace.get("marker") or {}
    look = map_key.mark(trace)
    there = [
        idx
        for idx, (lon, lat) in enumerate(zip(trace["lon"], trace["lat"], strict=True))
        if lon is not None and lat is not None
    ]
    lon, lat = ([trace[side][idx] for idx in there] for side in ("lon", "lat"))
    hovers = trace.get("hovertext") or []
    named = trace.get("customdata") or []
    for idx, place in zip(there, chart.place(lon, lat), strict=True):
        if place is None:
            continue
        size = given.get("size", 6)
        across = (size[idx] if isinstance(size, list) else size) * pixel
        x, y = left + place[0] * scale, top + place[1] * scale
        hover = hovers[idx] if idx < len(hovers) else ""
        name = bold(hover) or str(named[idx] if idx < len(named) else trace.get("name"))
        box = (x - across / 2, y - across / 2, across, across)
        pen.preset("ellipse", name, box, look, plain(hover) or name)
