"""The key of a map: the colour scale with its values, what is not reported, what circles are."""

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.figure_reader import FigureReading, Trace
from atlas.exports.pptx import text_fit, theme_colours
from atlas.exports.pptx.shapes import MIDDLE, Pen
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import Xml
from atlas.text.plotly_text import plain

SIZE = 12.0
LINE = 24 * text_fit.EMU
BAR = 12 * text_fit.EMU
WIDEST = 290 * text_fit.EMU
#: between a sign and its words
GAP = 8 * text_fit.EMU
#: most pixels of a circle in the key that shows no size, as on the screen; pixels of a box
LARGEST, UNSHADED = 16, 12


def shades(trace: Trace) -> list[str]:
    """Return the colour of each region of a choropleth; blank where nothing is reported."""
    scale = _colour_scale(trace)
    count = len(trace.get("locations") or [])
    if trace.role is TraceRole.NOT_REPORTED:
        return [""] * count
    if trace.role is TraceRole.OUTLINE:
        return [scale[0][1]] * count
    low, high = _scale_ends(trace)
    values = trace.get("z") or [None] * count
    return [
        ""
        if value is None
        else theme_colours.between(scale, (value - low) / (high - low) if high > low else 0.5)
        for value in values
    ]


def fills(trace: Trace) -> list[Xml]:
    """Return the fill of each region of a choropleth; hatched where nothing is reported."""
    return [theme_colours.fill(code) if code else theme_colours.hatched() for code in shades(trace)]


def mark(trace: Trace) -> Xml:
    """Return fill and outline of the circles of a trace."""
    marker = trace.get("marker") or {}
    line = marker.get("line") or {}
    code = marker.get("color")
    code = code if isinstance(code, str) else style.series(1)
    edge = theme_colours.stroke(line.get("color"), (line.get("width") or 1) * 0.75)
    return Xml(theme_colours.fill(code, marker.get("opacity") or 1.0) + edge)


def draw(pen: Pen, reading: FigureReading, room: Spot, pixel: float) -> None:
    """Draw the key into `room`, from its top. `pixel`: a pixel of the screen in EMU."""
    top = float(room.top)
    for trace in reading.traces:
        if trace.kind == "choropleth" and trace.get("showscale") is not False and trace.get("z"):
            top = _draw_scale(pen, trace, room, top) + LINE * 0.6
    entries = _entries(reading)
    column = max([LINE, *(_diameter(trace, pixel) + GAP for trace in entries)])
    for trace in entries:
        top = _draw_entry(pen, trace, Spot(room.left, round(top), room.width, 0), pixel, column)


def _entries(reading: FigureReading) -> list[Trace]:
    """Return the traces that have a line in the key; sample circles stand for all circles."""
    has_samples = any(trace.role is TraceRole.SIZE for trace in reading.traces)
    entries = []
    for trace in reading.traces:
        # rings of clusters with their seat elsewhere are as large, but another sign
        is_ring = any((trace.get("meta") or {}).get("elsewhere") or ())
        has_sizes = isinstance((trace.get("marker") or {}).get("size"), list)
        is_sampled = has_samples and has_sizes and not is_ring
        if trace.role in (TraceRole.KEY, TraceRole.SIZE) or (
            trace.kind == "scattergeo" and trace.get("showlegend") is not False and not is_sampled
        ):
            entries.append(trace)
    return entries


def _diameter(trace: Trace, pixel: float) -> float:
    """Return how wide the sign of an entry is, in EMU: circles that show a size have theirs."""
    if trace.role is TraceRole.KEY:
        return max(UNSHADED * pixel, 6 * text_fit.EMU)
    size = (trace.get("marker") or {}).get("size", 6)
    if trace.role is TraceRole.SIZE:
        return float(size * pixel)
    pixels = min(max(size) if isinstance(size, list) else size, LARGEST)
    return float(max(pixels * pixel, 6 * text_fit.EMU))


def _draw_entry(pen: Pen, trace: Trace, room: Spot, pixel: float, column: float) -> float:
    """Draw one line of the key at the top of `room` and return where the next begins.

    `column`: how wide the signs are.
    """
    is_key = trace.role is TraceRole.KEY
    diameter = _diameter(trace, pixel)
    name = plain(trace["labels"][0]) if is_key else trace.name
    width = room.width - column
    lines = text_fit.lines(name, SIZE, width / text_fit.EMU)
    height = max(LINE, lines * SIZE * text_fit.LEADING * text_fit.EMU * 1.1, diameter + GAP / 2)
    top = room.top
    middle = top + height / 2
    left = room.left + max(0.0, (column - diameter) / 2 - GAP / 2)
    box = (left, middle - diameter / 2, diameter, diameter)
    if is_key:
        pen.draw_preset("rect", name, box, _unshaded_look(trace))
    else:
        pen.draw_preset("ellipse", name, box, mark(trace))
    pen.write_text(name, (room.left + column, top, width, height), SIZE, style.ink())
    return top + height


def _unshaded_look(trace: Trace) -> Xml:
    """Return fill and outline of the box for regions without a shade."""
    look = (
        theme_colours.hatched() if trace["meta"]["hatched"] else theme_colours.fill(style.paper())
    )
    return Xml(look + theme_colours.stroke(trace["marker"]["line"]["color"], 0.75))


def _draw_scale(pen: Pen, trace: Trace, room: Spot, top: float) -> float:
    """Draw the colour scale with its values; return where it ends."""
    bar = trace.get("colorbar") or {}
    title = plain((bar.get("title") or {}).get("text") or "")
    if title:
        lines = text_fit.lines(title, SIZE, room.width / text_fit.EMU)
        height = max(LINE, lines * SIZE * text_fit.LEADING * text_fit.EMU * 1.1)
        pen.write_text(title, (room.left, top, room.width, height), SIZE, style.quiet())
        top += height
    width = min(room.width, WIDEST)
    inset = 14 * text_fit.EMU
    left, width = room.left + inset, width - inset
    name = title or trace.name
    _draw_scale_bar(pen, _colour_scale(trace), name, (left, top, width))
    low, high = _scale_ends(trace)
    every = _readable(bar["ticktext"], width / (len(bar["ticktext"]) + 1))
    ticks = list(zip(bar["tickvals"], bar["ticktext"], strict=True))[::every]
    step = every * width / (len(bar["ticktext"]) + 1)
    for value, text in ticks:
        share = (value - low) / (high - low)
        box = (left + share * width - step / 2, top + BAR, step, LINE * 0.8)
        pen.write_text(text, box, SIZE - 1, style.ink(), MIDDLE, keeps_lines=True)
    return top + BAR + LINE * 0.8


def _readable(texts: list[str], apart: float) -> int:
    """Return which part of the values is written, every first or second …, so that none meet."""
    every = 1
    while every < len(texts) and text_fit.widest(texts[::every], SIZE - 1) > (
        every * apart / text_fit.EMU
    ):
        every += 1
    return every


def _draw_scale_bar(
    pen: Pen, scale: list[tuple[float, str]], name: str, placement: tuple[float, float, float]
) -> None:
    """Draw a box for each class of the scale."""
    left, top, width = placement
    for (low, code), (high, _same) in zip(scale[::2], scale[1::2], strict=True):
        box = (left + low * width, top, (high - low) * width, float(BAR))
        pen.draw_preset(
            "rect", name, box, Xml(theme_colours.fill(code) + theme_colours.stroke(None))
        )


def _colour_scale(trace: Trace) -> list[tuple[float, str]]:
    scale = trace.get("colorscale") or style.scale()
    return [(float(share), str(code)) for share, code in scale]


def _scale_ends(trace: Trace) -> tuple[float, float]:
    values = [value for value in trace.get("z") or [] if value is not None]
    low = trace.get("zmin", min(values, default=0.0))
    high = trace.get("zmax", max(values, default=1.0))
    return float(low), float(high)
