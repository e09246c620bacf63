"""The key of a map: the colour scale with its values, what is not reported, what circles are."""

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.figure_reader import FigureReading, Trace
from atlas.exports.plain_text import plain
from atlas.exports.pptx import text_fit, theme_colours
from atlas.exports.pptx.shapes import MIDDLE, Pen
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import Xml

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
    scale = _scale(trace)
    count = len(trace.get("locations") or [])
    if trace.role is TraceRole.NOT_REPORTED:
        return [theme_colours.hatched()] * count
    low, high = _ends(trace)
    shares = [
        None if one is None else (one - low) / (high - low) if high > low else 0.5
        for one in trace.get("z") or [None] * count
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
    given = trace.get("marker") or {}
    line = given.get("line") or {}
    code = given.get("color")
    code = code if isinstance(code, str) else style.series(1)
    edge = theme_colours.stroke(line.get("color"), (line.get("width") or 1) * 0.75)
    return Xml(theme_colours.fill(code, given.get("opacity") or 1.0) + edge)


def draw(pen: Pen, reading: FigureReading, room: Spot, pixel: float) -> None:
    """Draw the key into `room`, from its top. `pixel`: a pixel of the screen in EMU."""
    top = float(room.top)
    for trace in reading.traces:
        if trace.kind == "choropleth" and trace.get("showscale") is not False and trace.get("z"):
            top = _colours(pen, trace, room, top) + LINE * 0.6
    for trace in reading.traces:
        sign = trace.kind == "scattergeo" or trace.role is TraceRole.KEY
        if sign and trace.get("showlegend") is not False:
            top = _entry(pen, trace, room, top, pixel)


def _entry(pen: Pen, trace: Trace, room: Spot, top: float, pixel: float) -> float:
    """Draw one line of the key and return where the next begins."""
    given = trace.get("marker") or {}
    keyed = trace.role is TraceRole.KEY
    size = UNSHADED if keyed else given.get("size", 6)
    pixels = min(max(size) if isinstance(size, list) else size, LARGEST)
    exact = trace.role is TraceRole.SIZE
    across = pixels * pixel if exact else max(pixels * pixel, 6 * text_fit.EMU)
    name = plain(trace["labels"][0]) if keyed else trace.name
    wide = room.width - LINE
    lines = text_fit.lines(name, SIZE, wide / text_fit.EMU)
    high = max(LINE, lines * SIZE * text_fit.LEADING * text_fit.EMU * 1.1)
    middle = top + high / 2
    left = room.left + (LINE - across) / 2 - 4 * text_fit.EMU
    box = (left, middle - across / 2, across, across)
    if keyed:
        pen.preset("rect", name, box, _unshaded(trace))
    else:
        pen.preset("ellipse", name, box, mark(trace))
    pen.text(name, (room.left + LINE, top, wide, high), SIZE, style.ink())
    return top + high


def _unshaded(trace: Trace) -> Xml:
    """Return fill and outline of the box for regions without a shade."""
    look = (
        theme_colours.hatched() if trace["meta"]["hatched"] else theme_colours.fill(style.paper())
    )
    return Xml(look + theme_colours.stroke(trace["marker"]["line"]["color"], 0.75))


def _colours(pen: Pen, trace: Trace, room: Spot, top: float) -> float:
    """Draw the colour scale with its values; return where it ends."""
    bar = trace.get("colorbar") or {}
    title = plain((bar.get("title") or {}).get("text") or "")
    if title:
        pen.text(title, (room.left, top, room.width, LINE), SIZE, style.quiet())
        top += LINE
    wide = min(room.width * 0.86, WIDEST)
    inset = 14 * text_fit.EMU
    left, wide = room.left + inset, wide - inset
    name = title or trace.name
    _scale_bar(pen, _scale(trace), name, (left, top, wide))
    low, high = _ends(trace)
    step = wide / min(len(bar["tickvals"]), TICKS)
    for at, text in zip(bar["tickvals"], bar["ticktext"], strict=True):
        share = (at - low) / (high - low)
        box = (left + share * wide - step / 2, top + BAR, step, LINE * 0.8)
        pen.text(text, box, SIZE - 1, style.ink(), MIDDLE)
    return top + BAR + LINE * 0.8


def _scale_bar(
    pen: Pen, scale: list[tuple[float, str]], name: str, at: tuple[float, float, float]
) -> None:
    """Draw a box for each class of the scale."""
    left, top, wide = at
    for (low, code), (high, _same) in zip(scale[::2], scale[1::2], strict=True):
        box = (left + low * wide, top, (high - low) * wide, float(BAR))
        pen.preset("rect", name, box, Xml(theme_colours.fill(code) + theme_colours.stroke(None)))


def _scale(trace: Trace) -> list[tuple[float, str]]:
    scale = trace.get("colorscale") or style.scale()
    return [(float(share), str(code)) for share, code in scale]


def _ends(trace: Trace) -> tuple[float, float]:
    known = [one for one in trace.get("z") or [] if one is not None]
    low = trace.get("zmin", min(known, default=0.0))
    high = trace.get("zmax", max(known, default=1.0))
    return float(low), float(high)
