"""Colours: what the house style names follows the slide's theme, all else keeps its own value."""

import contextlib
import contextvars
import functools
import itertools
import re
from collections.abc import Iterator

from PIL import ImageColor

from atlas.charts.base import style
from atlas.exports.pptx.template.palette import Palette, Tone
from atlas.exports.pptx.template.scheme import Rgb, contrast, mixed
from atlas.exports.pptx.xml import NOTHING, Xml, tag

#: how many categorical colours have a place in a theme
ACCENTS = 6
#: text, background, and the weaker tones of text, which stay weak on dark slides too: the scheme
#: colour, the share of it kept with white added for the rest, how opaque it is
Named = tuple[str, int | None, float]
INK, PAPER = ("tx1", None, 1.0), ("bg1", None, 1.0)
QUIET, GRID, PALE = ("tx1", 65_000, 1.0), ("tx1", None, 0.2), ("tx1", None, 0.08)
HATCH = "wdUpDiag"
#: the contrast of text on its ground
READABLE = 4.5
#: no letters on a slide are smaller, in points
SMALLEST = 9.0
#: the tones of the slide that is being written
_SLIDE: contextvars.ContextVar[Palette | None] = contextvars.ContextVar("slide", default=None)


@functools.cache
def _scheme() -> dict[str, Named]:
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
    """Return a CSS colour as DrawingML; the theme's own where the house style names it.

    While `written_on` a slide, that is what can be told from the slide's ground.
    """
    slide = _SLIDE.get()
    if slide is not None:
        code = slide.swaps.get(code.lower(), code)
        tone = slide.codes.get(code.lower())
        if tone is not None:
            return _tone(tone, opacity)
    elif code.lower() in _scheme():
        name, kept, own = _scheme()[code.lower()]
        tones = [tag("a:lumMod", val=kept), tag("a:lumOff", val=100_000 - kept)] if kept else []
        return tag("a:schemeClr", *tones, _alpha(opacity * own), val=name)
    return tag("a:srgbClr", _alpha(opacity), val="{:02X}{:02X}{:02X}".format(*rgb(code)))


@contextlib.contextmanager
def written_on(palette: Palette) -> Iterator[None]:
    """Write everything in the tones of one slide while this lasts."""
    before = _SLIDE.set(palette)
    try:
        yield
    finally:
        _SLIDE.reset(before)


def font() -> str:
    """Return the font of a slide's text where it is not that of its theme; blank elsewhere."""
    slide = _SLIDE.get()
    return slide.font if slide is not None and slide.font != "+mn-lt" else ""


def scale() -> float:
    """Return how much larger than usual text is written on the slide in work."""
    slide = _SLIDE.get()
    return slide.scale if slide is not None else 1.0


def smallest() -> float:
    """Return the smallest letters of a drawing that is scaled to the slide in work, in points."""
    return SMALLEST / min(scale(), 1.0)


def _tone(tone: Tone, opacity: float) -> Xml:
    changes = [tag(f"a:{name}", val=round(value * 100_000)) for name, value in tone.modifiers]
    kind = "a:schemeClr" if tone.of_theme else "a:srgbClr"
    return tag(kind, *changes, _alpha(opacity * tone.opacity), val=tone.name)


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
    """Return the colour of letters on a ground: that of text or of paper, or black or white."""
    slide = _SLIDE.get()
    ground = shown(code)
    inks = [style.ink(), style.paper(), "black", "white"]
    if slide is None:
        return max(inks[:2], key=lambda one: contrast(shown(one), ground))
    best = max(inks[:2], key=lambda one: contrast(shown(one), ground))
    return (
        best
        if contrast(shown(best), ground) >= READABLE
        else max(inks, key=lambda one: contrast(shown(one), ground))
    )


def shown(code: str) -> Rgb:
    """Return the colour that a reader sees for a CSS colour on the slide in work."""
    slide = _SLIDE.get()
    if slide is None:
        red, green, blue = rgb(code)
        return float(red), float(green), float(blue)
    code = slide.swaps.get(code.lower(), code)
    tone = slide.codes.get(code.lower())
    if tone is None:
        red, green, blue = rgb(code)
        return float(red), float(green), float(blue)
    return mixed(tone.rgb, slide.ground, tone.opacity)


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
    slide = _SLIDE.get()
    if slide is not None:
        scale = [(at, slide.swaps.get(code.lower(), code)) for at, code in scale]
    for (low, first), (high, second) in itertools.pairwise(scale):
        if share <= high:
            weight = (share - low) / (high - low) if high > low else 0.0
            pairs = zip(rgb(first), rgb(second), strict=True)
            return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * weight) for a, b in pairs))
    return scale[-1][1]
