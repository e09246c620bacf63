"""Make a text readable where it stands: in the template's colour, in another, or on a plate."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide

from atlas.exports.pptx.template import painting, palette, type_size
from atlas.exports.pptx.template.boxes import Spot, place, seen
from atlas.exports.pptx.template.canvas import Canvas
from atlas.exports.pptx.template.inherited import Inherited
from atlas.exports.pptx.template.scheme import WHITE, Rgb

#: what text must reach on its ground
LEAST = 4.5
#: a text may move to the free part of its place if that is at least this share of it
MOVES = 0.5
#: how high a line of one point is, in EMU
LINE = 12_700 * 1.2
#: no text is smaller, in hundredths of a point
SMALLEST = 900


def make(shape: Any, canvas: Canvas, spot: Spot, *, move: bool = True) -> Spot:
    """Make what will be written into `shape` readable; return where it then stands.

    The template's colour stays if it can be read. Else the text goes to the part of its place that
    lies on one ground, if it is large enough, and takes an ink; where none serves, a plate.
    """
    inherited = Inherited(shape, canvas.scheme)
    fill = inherited.fill()
    own = painting.with_fill(canvas, spot, *fill) if fill else canvas
    if _reads(inherited, own, spot):
        return spot
    if move:
        free = own.free(spot, [])
        high = inherited.size() / 100 * LINE
        if (
            free is not None
            and free != spot
            and free.area >= MOVES * spot.area
            and free.height >= min(high, spot.height * 0.6)
        ):
            place(shape, free)
            spot = free
            if _reads(inherited, own, spot):
                return spot
    grounds = own.grounds(spot)
    tone = palette.ink(canvas.scheme, grounds) if grounds else None
    if tone is None:
        plain = canvas.scheme.named("bg1") or WHITE
        _fill(shape, palette.paper(canvas.scheme, plain))
        tone = palette.ink(canvas.scheme, [plain])
    type_size.dress(shape, tone=tone, levels=9)
    return spot


def small(shape: Any, canvas: Canvas, whole: Spot) -> None:
    """Make a footer, date or number readable, and no smaller than text may be; else remove it."""
    spot = seen(shape, whole)
    if spot is None:
        shape._element.getparent().remove(shape._element)
        return
    if spot != Spot(shape.left, shape.top, shape.width, shape.height):
        place(shape, spot)
    if not _takes_ink(canvas, spot):
        free = canvas.free(spot, [])
        low = SMALLEST / 100 * LINE
        if free is None or free.height < low or free.width < 2 * low:
            # a number is not worth a plate on a photograph
            shape._element.getparent().remove(shape._element)
            return
        place(shape, free)
        spot = free
    make(shape, canvas, spot, move=False)
    type_size.to_runs(shape)
    if Inherited(shape, canvas.scheme).size() < SMALLEST:
        type_size.dress(shape, sizes=[SMALLEST])
        for look in shape._element.iter(qn("a:rPr")):
            look.attrib.pop("sz", None)


def _takes_ink(canvas: Canvas, spot: Spot) -> bool:
    grounds = canvas.grounds(spot)
    return grounds is not None and palette.ink(canvas.scheme, grounds) is not None


def over_shapes(canvas: Canvas, slide: Slide) -> Canvas:
    """Return the canvas with what is already filled on `slide` painted over it."""
    for shape in slide.shapes:
        look = shape._element.find(qn("p:spPr"))
        fill = look.find(qn("a:solidFill")) if look is not None else None
        if fill is not None and not shape.is_placeholder:
            spot = Spot(shape.left, shape.top, shape.width, shape.height)
            canvas = painting.with_fill(canvas, spot, fill, slide.part)
    return canvas


def _reads(inherited: Inherited, canvas: Canvas, spot: Spot) -> bool:
    grounds: list[Rgb] | None = canvas.grounds(spot)
    colour = inherited.colour()
    return bool(
        grounds is not None and colour is not None and palette.stands_out(colour, grounds, LEAST)
    )


def _fill(shape: Any, tone: palette.Tone) -> None:
    look = shape._element.find(qn("p:spPr"))
    for old in [one for one in look if one.tag in painting.FILLS]:
        look.remove(old)
    before = [one for one in look if one.tag in (qn("a:xfrm"), qn("a:prstGeom"), qn("a:custGeom"))]
    look.insert(len(before), parse_xml(type_size.fill(tone)))
