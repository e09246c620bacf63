"""The legend of a native chart, and the frame that all native charts share."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.charts.base import style
from atlas.exports.pptx import markup, text_fit, theme_colours
from atlas.exports.pptx.xml import Xml, joined, root, tag
from atlas.text import shortening


@dataclass(frozen=True)
class Room:
    """How wide and high a chart is, in points."""

    width: float
    height: float


@dataclass(frozen=True)
class Inner:
    """Where the plot stands inside its chart, as shares of width and height."""

    left: float
    top: float
    width: float
    height: float


#: what a legend's key and the gap after a name take, in letters' sizes
KEY_SIZE = 3.5
#: the share of a chart's width that its heading may take, in how many lines; bold letters are wider
HEADING, MOST_LINES, BOLD = 0.78, 2, 1.1
#: charts narrower than this, in points, have smaller headings
NARROW = 330


def choose_size(names: list[str], room: Room) -> float:
    """Return the size in points of a legend's letters: smaller the more names there are."""
    smallest = theme_colours.smallest()
    for letters in (11.0, 10.5, 10.0, 9.5):
        if letters > smallest and count_lines(names, letters, room) <= 3:
            return letters
    return smallest


def count_lines(names: list[str], letters: float, room: Room) -> int:
    """Return how many lines a legend takes: Office sets the names in columns of equal width."""
    if not names:
        return 0
    column = text_fit.widest(names, letters) + KEY_SIZE * letters
    return -(-len(names) // max(1, int(room.width * 0.95 // column)))


def measure_height(names: list[str], letters: float, room: Room) -> float:
    """Return how high a legend is in points."""
    return count_lines(names, letters, room) * letters * 1.5 + (4 if names else 0)


def write_legend(hidden: Iterable[int], letters: float) -> Xml:
    """Return c:legend below the plot without the entries of the series in `hidden`."""
    left_out = [
        tag("c:legendEntry", tag("c:idx", val=idx), tag("c:delete", val=1)) for idx in hidden
    ]
    return tag(
        "c:legend",
        tag("c:legendPos", val="b"),
        joined(left_out),
        tag("c:overlay", val=0),
        markup.look(letters, style.ink()),
    )


def write_layout(inner: Inner | None) -> Xml:
    """Return c:layout: where the plot stands, or that Office may choose."""
    if inner is None:
        return tag("c:layout")
    shares = (("x", inner.left), ("y", inner.top), ("w", inner.width), ("h", inner.height))
    return tag(
        "c:layout",
        tag(
            "c:manualLayout",
            tag("c:layoutTarget", val="inner"),
            tag("c:xMode", val="edge"),
            tag("c:yMode", val="edge"),
            *(tag(f"c:{name}", val=f"{max(share, 0.001):.5f}") for name, share in shares),
        ),
    )


def fit_heading(heading: str, room: Room) -> tuple[str, float]:
    """Return a heading and its size: in one line, or in two small ones; cut where it is longer."""
    smallest = theme_colours.smallest()
    wide = room.width * HEADING
    size = wide / max(text_fit.width(heading, BOLD), 1.0)
    largest = max(12.0 if room.width >= NARROW else 10.0, smallest)
    if size >= smallest:
        return heading, min(largest, math.floor(size * 2) / 2)
    length = len(heading)
    while text_fit.lines(heading, smallest * BOLD, wide) > MOST_LINES and length > 10:
        length -= 2
        heading = shortening.shorten(heading, length)
    return heading, smallest


def heading_height(heading: str, room: Room) -> float:
    """Return how high the heading of a chart is with the air under it, in points."""
    if not heading:
        return 4.0
    text, size = fit_heading(heading, room)
    lines = text_fit.lines(text, size * BOLD, room.width * HEADING)
    return 10.0 + 1.2 * size * lines


def write_chart(plot: Xml, heading: str, legend_xml: Xml, room: Room) -> bytes:
    """Return the whole part of a chart: `plot` is c:plotArea, `legend_xml` c:legend or nothing."""
    text, size = fit_heading(heading, room)
    title = markup.title(text, size, style.ink(), strong=True)
    body = tag(
        "c:chart",
        title,
        tag("c:autoTitleDeleted", val=not heading),
        plot,
        legend_xml,
        tag("c:plotVisOnly", val=1),
        tag("c:dispBlanksAs", val="gap"),
    )
    space = root(
        "c:chartSpace",
        tag("c:date1904", val=0),
        tag("c:roundedCorners", val=0),
        body,
        tag("c:spPr", tag("a:noFill"), tag("a:ln", tag("a:noFill"))),
        markup.look(11, style.ink()),
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{space}'.encode()
