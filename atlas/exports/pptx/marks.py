"""Marks: how a Plotly trace's markers and lines look in a native chart."""

from collections import Counter
from typing import Any

from atlas.charts.base import style
from atlas.exports.figure_reader import Trace
from atlas.exports.pptx import theme_colours
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.exports.symbols import OPEN, symbol

#: Plotly's pixels on a slide, in points
POINTS = 0.75
SMALLEST, LARGEST = 2, 72
#: pixels of an upright tick that reach one row up and one down
TICK = 38
NONE = Xml(
    tag("c:spPr", tag("a:ln", tag("a:noFill"), w=19050))
    + tag("c:marker", tag("c:symbol", val="none"))
)


def write_marker(trace: Trace, place: int, most_points: float = LARGEST) -> Xml:
    """Return the look of an XY series: c:spPr, c:marker, and c:dPt for points that differ.

    `most_points`: points that a mark may take from top to bottom, where rows are narrow.
    """
    line = trace.get("line") or {}
    code = line.get("color") or style.series(place)
    has_lines = "lines" in trace.mode
    stroke = NOTHING
    if has_lines:
        width = min((line.get("width") or 2) * POINTS, most_points * 0.4)
        opacity, dotted = trace.get("opacity") or 1.0, line.get("dash") == "dot"
        stroke = theme_colours.stroke(code, width, opacity, dotted=dotted)
    look = tag("c:spPr", stroke or tag("a:ln", tag("a:noFill"), w=19050))
    if "markers" not in trace.mode:
        return Xml(look + tag("c:marker", tag("c:symbol", val="none")))
    usual, others = _point_looks(trace, place)
    parts = [
        tag(
            "c:dPt",
            tag("c:idx", val=idx),
            _write_mark(trace, *other, most_points=most_points),
            tag("c:bubble3D", val=0),
        )
        for idx, other in others
    ]
    return Xml(look + _write_mark(trace, *usual, most_points=most_points) + "".join(parts))


def write_bubble(trace: Trace, place: int) -> Xml:
    """Return the look of a bubble series: c:spPr, c:invertIfNegative, c:dPt."""
    usual, others = _point_looks(trace, place)
    points = [
        tag(
            "c:dPt",
            tag("c:idx", val=idx),
            tag("c:invertIfNegative", val=0),
            tag("c:bubble3D", val=0),
            _write_paint(trace, other[0], other[1]),
        )
        for idx, other in others
    ]
    head = _write_paint(trace, usual[0], usual[1]) + tag("c:invertIfNegative", val=0)
    return Xml(head + "".join(points))


Look = tuple[str, str | None, float]


def _point_looks(trace: Trace, place: int) -> tuple[Look, list[tuple[int, Look]]]:
    """Return the usual look of a trace's markers (fill, line, pixels) and those that differ.

    Sizes count only where a series cannot hold them as data, so bubbles ignore them.
    """
    plotly_marker = trace.get("marker") or {}
    count = len(trace.get("x") or ())
    fills = _per_point(plotly_marker.get("color") or style.series(place), count)
    lines = _per_point((plotly_marker.get("line") or {}).get("color"), count)
    sizes = _per_point(plotly_marker.get("size") or 6, count)
    looks: list[Look] = [
        (str(fill), None if line is None else str(line), float(size))
        for fill, line, size in zip(fills, lines, sizes, strict=True)
    ]
    if not looks:
        return (style.series(place), None, 6.0), []
    full = [look for look in looks if look[0] != style.paper()]
    usual = Counter(full or looks).most_common(1)[0][0]
    return usual, [(idx, look) for idx, look in enumerate(looks) if look != usual]


def _per_point(value: Any, count: int) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] * count


def write_tick(trace: Trace) -> Xml:
    """Return c:errBars that draw an upright tick through each mark, which Office has no mark for.

    Only for named rows, which stand one apart; nothing for other marks.
    """
    plotly_marker = trace.get("marker") or {}
    if plotly_marker.get("symbol") != "line-ns" or "markers" not in trace.mode:
        return NOTHING
    usual = _point_looks(trace, 0)[0]
    return tag(
        "c:errBars",
        tag("c:errDir", val="y"),
        tag("c:errBarType", val="both"),
        tag("c:errValType", val="fixedVal"),
        tag("c:noEndCap", val=1),
        tag("c:val", val=f"{usual[2] / TICK:.2f}"),
        tag("c:spPr", theme_colours.stroke(usual[0], 2.5)),
    )


def _write_mark(
    trace: Trace, fill: str, line: str | None, pixels: float, most_points: float
) -> Xml:
    office_symbol = symbol(trace)
    points = pixels * POINTS * (0.5 if office_symbol == "diamond" and pixels > 15 else 1.0)
    size = min(LARGEST, max(SMALLEST, round(min(points, most_points))))
    opacity = (trace.get("marker") or {}).get("opacity") or 1.0
    edge = (
        theme_colours.stroke(fill, 1.5)
        if office_symbol in OPEN
        else theme_colours.stroke(line, 0.75)
    )
    return tag(
        "c:marker",
        tag("c:symbol", val=office_symbol),
        tag("c:size", val=size),
        tag("c:spPr", theme_colours.fill(fill, opacity), edge),
    )


def _write_paint(trace: Trace, fill: str, line: str | None) -> Xml:
    opacity = (trace.get("marker") or {}).get("opacity") or 1.0
    return tag("c:spPr", theme_colours.fill(fill, opacity), theme_colours.stroke(line, 0.75))
