"""The legend of a native chart, and the frame that all native charts share."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.charts.base import style
from atlas.exports.pptx import markup, text_fit
from atlas.exports.pptx.xml import Xml, joined, root, tag


@dataclass(frozen=True)
class Room:
    """How wide and high a chart is, in points."""

    wide: float
    high: float


@dataclass(frozen=True)
class Inner:
    """Where the plot stands inside its chart, as shares of width and height."""

    left: float
    top: float
    wide: float
    high: float


#: what a legend's key and the gap after a name take, in letters' sizes
KEY = 3.5
#: charts narrower than this, in points, have smaller headings
NARROW = 330


def size(names: list[str], room: Room) -> float:
    """Return the size in points of a legend's letters: smaller the more names there are."""
    for one in (11.0, 10.5, 10.0, 9.5, 9.0, 8.5):
        if lines(names, one, room) <= 3:
            return one
    return 8.0


def lines(names: list[str], letters: float, room: Room) -> int:
    """Return how many lines a legend takes: Office sets the names in columns of equal width."""
    if not names:
        return 0
    column = text_fit.widest(names, letters) + KEY * letters
    return -(-len(names) // max(1, int(room.wide * 0.95 // column)))


def height(names: list[str], letters: float, room: Room) -> float:
    """Return how high a legend is in points."""
    return lines(names, letters, room) * letters * 1.5 + (4 if names else 0)


def legend(hidden: Iterable[int], letters: float) -> Xml:
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


def layout(inner: Inner | None) -> Xml:
    """Return c:layout: where the plot stands, or that Office may choose."""
    if inner is None:
        return tag("c:layout")
    places = (("x", inner.left), ("y", inner.top), ("w", inner.wide), ("h", inner.high))
    return tag(
        "c:layout",
        tag(
            "c:manualLayout",
            tag("c:layoutTarget", val="inner"),
            tag("c:xMode", val="edge"),
            tag("c:yMode", val="edge"),
            *(tag(f"c:{name}", val=f"{max(share, 0.001):.5f}") for name, share in places),
        ),
    )


def chart(plot: Xml, heading: str, key: Xml, room: Room) -> bytes:
    """Return the whole part of a chart: `plot` is c:plotArea, `key` c:legend or nothing."""
    longest = room.wide * 0.62 / max(text_fit.width(heading, 1.1), 1.0)
    largest = 12.0 if room.wide >= NARROW else 10.0
    size = max(8.0, min(largest, math.floor(longest * 2) / 2))
    title = markup.title(heading, size, style.ink(), strong=True)
    inner = tag(
        "c:chart",
        title,
        tag("c:autoTitleDeleted", val=not heading),
        plot,
        key,
        tag("c:plotVisOnly", val=1),
        tag("c:dispBlanksAs", val="gap"),
    )
    space = root(
        "c:chartSpace",
        tag("c:date1904", val=0),
        tag("c:roundedCorners", val=0),
        inner,
        tag("c:spPr", tag("a:noFill"), tag("a:ln", tag("a:noFill"))),
        markup.look(11, style.ink()),
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{space}'.encode()
