"""Colours: what the house style names follows the slide's theme, all else keeps its own value."""

import functools
import itertools
import math
import re

from PIL import ImageColor

from atlas.charts.base import style
from atlas.exports.pptx.xml import NOTHING, Xml, tag

#: how many categorical colours have a place in a theme
ACCENTS = 6
#: text, background, and the weaker tones of text, which stay weak on dark slides too: the scheme
#: colour, the share of it kept with white added for the rest, how opaque it is
Tone = tuple[str, int | None, float]
INK, PAPER = ("tx1", None, 1.0), ("bg1", None, 1.0)
QUIET, GRID, PALE = ("tx1", 65_000, 1.0), ("tx1", None, 0.2), ("tx1", None, 0.08)
HATCH = "wdUpDiag"


@functools.cache
def _scheme() -> dict[str, Tone]:
    known = {
        style.empty(): PALE,
        style.line(): GRID,
        style.silent(): GRID,
        style.quiet(): QUIET,
        style.ink(): INK,
        style.paper(): PAPER,
    }
    accents = {style.series(place): (f"accent{place + 1}", None, 1.0) for place in range(ACCENTS)}
    return {name.lower(): tone for name, tone in (known | accents).items()}


def colour(code: str, opacity: float = 1.0) -> Xml:
    """Return a CSS colour as DrawingML; the theme's own where the house style names it."""
    if code.lower() not in _scheme():
        return tag("a:srgbClr", _alpha(opacity), val="{:02X}{:02X}{:02X}".format(*rgb(code)))
    name, kept, own = _scheme()[code.lower()]
    tones = [tag("a:lumMod", val=kept), tag("a:lumOff", val=100_000 - kept)] if kept else []
    return tag("a:schemeClr", *tones, _alpha(opacity * own), val=name)


def _alpha(opacity: float) -> Xml:
    return tag("a:alpha", val=round(opacity * 100_000)) if opacity < 1 else NOTHING


def rgb(code: str) -> tuple[int, int, int]:
    """Return red, green and blue of a CSS colour; black when nobody knows it."""
    parts = re.findall(r"[\d.]+", code) if code.startswith("rgb") else []
    if len(parts) >= 3:
        red, green, blue = (min(255, round(float(part))) for part in parts[:3])
        return red, green, blue
    try:
        return ImageColor.getrgb(code)[:3]
    except ValueError:
        return 0, 0, 0


def readable_on(code: str) -> str:
    """Return the colour of letters on a ground: that of text or of paper, whichever stands out."""
    ground = _luminance(code)
    return max(
        (style.ink(), style.paper()),
        key=lambda ink: abs(math.log((_luminance(ink) + 0.05) / (ground + 0.05))),
    )


def _luminance(code: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 for black to 1 for white."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in rgb(code))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def fill(code: str | None, opacity: float = 1.0) -> Xml:
    """Return a plain fill; none for None."""
    return tag("a:solidFill", colour(code, opacity)) if code else tag("a:noFill")


def hatched() -> Xml:
    """Return a fill of slanted lines, which no shade of a colour scale can be taken for."""
    front, back = colour(style.quiet()), colour(style.paper())
    return tag("a:pattFill", tag("a:fgClr", front), tag("a:bgClr", back), prst=HATCH)


def stroke(
    code: str | None, points: float = 0.75, opacity: float = 1.0, *, dotted: bool = False
) -> Xml:
    """Return an outline or line of so many points; none for None."""
    if not code:
        return tag("a:ln", tag("a:noFill"))
    dots = (tag("a:prstDash", val="sysDot"),) if dotted else ()
    inside = (fill(code, opacity), *dots, tag("a:round"))
    return tag("a:ln", *inside, w=round(points * 12_700), cap="flat")


def between(scale: list[tuple[float, str]], share: float) -> str:
    """Return the colour at `share` (0 to 1) of a Plotly colour scale, as #rrggbb."""
    share = min(1.0, max(0.0, share))
    for (low, first), (high, second) in itertools.pairwise(scale):
        if share <= high:
            weight = (share - low) / (high - low) if high > low else 0.0
            pairs = zip(rgb(first), rgb(second), strict=True)
            return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * weight) for a, b in pairs))
    return scale[-1][1]
