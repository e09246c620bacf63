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
#: with more values under the colour scale than this, their boxes are no narrower
TICKS = 5
#: most pixels of a circle in the key, as on the screen; pixels of a box
LARGEST, UNSHADED = 16, 12


def fills(trace: Trace) -> list[Xml]:
    """Return the fill of each region of a choropleth; hatched where nothing is reported."""
    scale = _colour_scale(trace)
    count = len(trace.get("locations") or [])
    if trace.role is TraceRole.NOT_REPORTED:
        return [theme_colours.hatched()] * count
    low, high = _scale_ends(trace)
    shares = [
        None if value is None else (value - low) / (high - low) if high > low else 0.5
        for value in trace.get("z") or [None] * count
    ]
    if trace.role is TraceRole.OUTLINE:
        return [theme_colours.fill(scale[0][1])] * count
    return [
        theme_colours.hatched()
        if share is None
        else theme_colours.fill(theme_colours.between(scale, share))
        for share in shares
    ]


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
    for trace in reading.traces:
        has_entry = trace.kind == "scattergeo" or trace.role is TraceRole.KEY
        if has_entry and trace.get("showlegend") is not False:
            top = _draw_entry(pen, trace, room, top, pixel)


def _draw_entry(pen: Pen, trace: Trace, room: Spot, top: float, pixel: float) -> float:
    """Draw one line of the key and return where the next begins."""
    marker = trace.get("marker") or {}
    is_key = trace.role is TraceRole.KEY
    size = UNSHADED if is_key else marker.get("size", 6)
    pixels = min(max(size) if isinstance(size, list) else size, LARGEST)
    is_exact = trace.role is TraceRole.SIZE
    diameter = pixels * pixel if is_exact else max(pixels * pixel, 6 * text_fit.EMU)
    name = plain(trace["labels"][0]) if is_key else trace.name
    width = room.width - LINE
    lines = text_fit.lines(name, SIZE, width / text_fit.EMU)
    height = max(LINE, lines * SIZE * text_fit.LEADING * text_fit.EMU * 1.1)
    middle = top + height / 2
    left = room.left + (LINE - diameter) / 2 - 4 * text_fit.EMU
    box = (left, middle - diameter / 2, diameter, diameter)
    if is_key:
        pen.draw_preset("rect", name, box, _unshaded_look(trace))
    else:
        pen.draw_preset("ellipse", name, box, mark(trace))
    pen.write_text(name, (room.left + LINE, top, width, height), SIZE, style.ink())
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
        pen.write_text(title, (room.left, top, room.width, LINE), SIZE, style.quiet())
        top += LINE
    width = min(room.width * 0.86, WIDEST)
    inset = 14 * text_fit.EMU
    left, width = room.left + inset, width - inset
    name = title or trace.name
    _draw_scale_bar(pen, _colour_scale(trace), name, (left, top, width))
    low, high = _scale_ends(trace)
    step = width / min(len(bar["tickvals"]), TICKS)
    for value, text in zip(bar["tickvals"], bar["ticktext"], strict=True):
        share = (value - low) / (high - low)
        box = (left + share * width - step / 2, top + BAR, step, LINE * 0.8)
        pen.write_text(text, box, SIZE - 1, style.ink(), MIDDLE)
    return top + BAR + LINE * 0.8


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
