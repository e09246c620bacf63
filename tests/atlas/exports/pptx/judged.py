"""A deck read back and judged by rules: what a reader would find fault with, in sentences.

Where its grounds are from is known to whoever made the template (`Ground`); nothing here asks the
program under test what it believes to lie behind a text.
"""

import colorsys
import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from atlas.exports.pptx import text_fit
from atlas.exports.pptx.template import inherited, safety
from tests.atlas.exports.pptx import open_xml

Rgb = tuple[float, float, float]
#: where on the slide (inches from the left, from the top) -> the colour there
Ground = Callable[[float, float], Rgb]
EMU = 914_400
TEXT, MARK, SMALLEST = 4.45, 2.95, 9.0
#: what boxes may share, in EMU: less than a quarter of a point
TOUCH = 3_000
FURNITURE = ("dt", "ftr", "sldNum")


def problems(deck: bytes, ground: Ground, titles: set[str]) -> list[str]:
    """Return what is wrong with a deck on a template of this ground.

    `titles`: those it needs; "one / another" asks for either.
    """
    found = [f"package: {one}" for one in open_xml.problems(deck)]
    try:
        safety.safe(deck)
    except safety.BadTemplate as error:
        found.append(f"refused by our own check: {error}")
    shown = pptx.Presentation(io.BytesIO(deck))
    whole = (int(shown.slide_width or 0), int(shown.slide_height or 0))
    told = set()
    for number, slide in enumerate(shown.slides, start=1):
        found += [f"slide {number}: {one}" for one in _of_slide(slide, ground, whole)]
        told |= {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    missing = [one for one in titles if not told & set(one.split(" / "))]
    found += [f"the title {one!r} is missing" for one in missing]
    return found


def _of_slide(slide: Any, ground: Ground, whole: tuple[int, int]) -> Iterator[str]:
    theme = Theme(slide)
    shapes = [shape for shape in slide.shapes if shape.name != "Plate"]
    for shape in shapes:
        box = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        if box[0] < 0 or box[1] < 0 or box[2] > whole[0] + 2 or box[3] > whole[1] + 2:
            yield f"{shape.name} reaches beyond the slide: {box}"
        if shape.has_text_frame and not shape.text_frame.text.strip():
            yield f"{shape.name} is an empty placeholder" if shape.is_placeholder else ""
        yield from _text(shape, slide, theme, ground)
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from _table(shape, slide, theme, ground)
        if getattr(shape, "has_chart", False) and shape.has_chart:
            yield from _chart(shape, slide, theme, ground)
    for one, other in itertools.combinations(shapes, 2):
        across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
        down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
        both = {_kind(one), _kind(other)}
        furniture = both & set(FURNITURE)
        if across > TOUCH and down > TOUCH and ("content" in both or not furniture):
            yield f"{one.name} stands on {other.name}"


def _kind(shape: Any) -> str:
    holder = shape._element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
    kind = holder.get("type", "") if holder is not None else ""
    if kind in FURNITURE:
        return kind
    return "title" if kind in ("title", "ctrTitle") else "content"


def _text(shape: Any, slide: Any, theme: "Theme", ground: Ground) -> Iterator[str]:
    if not shape.has_text_frame or not shape.text_frame.text.strip():
        return
    look = inherited.of(shape)
    under = _grounds(shape, slide, theme, ground)
    high = 0.0
    across, down = look.margins()
    for paragraph in shape.text_frame.paragraphs:
        sizes = [look.size() / 100]
        for run in paragraph._p.iter(qn("a:r"), qn("a:fld")):
            own = run.find(qn("a:rPr"))
            size = int(own.get("sz", 0)) / 100 if own is not None else 0
            sizes.append(size or look.size() / 100)
            if sizes[-1] < SMALLEST:
                yield f"{shape.name} is written in {sizes[-1]} points"
            fill = own.find(qn("a:solidFill")) if own is not None else None
            colour = theme.rgb(fill) if fill is not None else theme.inherited(shape)
            for back in under:
                if colour is not None and contrast(colour, back) < TEXT:
                    yield f"{shape.name} in {_hex(colour)} is not readable on {_hex(back)}"
                    break
        size = max(sizes[1:] or sizes)
        wide = (shape.width / text_fit.EMU - across) / look.wide()
        high += text_fit.height([paragraph.text], size, wide)
    room = shape.height / text_fit.EMU - down
    if _kind(shape) not in FURNITURE and high > room + 12:
        yield f"{shape.name} holds {high:.0f} points of text in {room:.0f}"


def _table(shape: Any, slide: Any, theme: "Theme", ground: Ground) -> Iterator[str]:
    under = _grounds(shape, slide, theme, ground)
    for cell in shape.table.iter_cells():
        fill = cell._tc.find(f"{qn('a:tcPr')}/{qn('a:solidFill')}")
        for run in cell._tc.iter(qn("a:r")):
            look = run.find(qn("a:rPr"))
            ink = theme.rgb(look.find(qn("a:solidFill")))
            size = cell.text_frame.paragraphs[0].font.size
            if size is None or size.pt < SMALLEST:
                yield f"the table is written in {size} points"
            for back in under:
                shown = theme.rgb(fill, back) if fill is not None else back
                if ink is None or shown is None or contrast(ink, shown) < TEXT:
                    yield f"a cell in {ink and _hex(ink)} is not readable on {shown}"
                    return


def _chart(shape: Any, slide: Any, theme: "Theme", ground: Ground) -> Iterator[str]:
    under = _grounds(shape, slide, theme, ground)
    space = shape.chart._chartSpace
    for look in (*space.iter(qn("a:defRPr")), *space.iter(qn("a:rPr"))):
        size = int(look.get("sz", 1800)) / 100
        if size < SMALLEST:
            yield f"the chart is written in {size} points"
        fill = look.find(qn("a:solidFill"))
        colour = theme.rgb(fill) if fill is not None else None
        for back in under:
            if colour is not None and contrast(colour, back) < TEXT:
                yield f"the chart's {_hex(colour)} is not readable on {_hex(back)}"
                return
    for series in space.iter(qn("c:ser")):
        fill = series.find(f"{qn('c:spPr')}/{qn('a:solidFill')}")
        colour = theme.rgb(fill) if fill is not None else None
        for back in under:
            if colour is not None and contrast(colour, back) < MARK:
                yield f"a series in {_hex(colour)} cannot be seen on {_hex(back)}"
                return


def _grounds(shape: Any, slide: Any, theme: "Theme", ground: Ground) -> list[Rgb]:
    """Return the colours at points all over a shape: the template's, a plate's, its own."""
    # python-pptx looks for the layout's placeholder each time that a shape is asked for its place
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    plates = [
        (
            (plate.left, plate.top, plate.left + plate.width, plate.top + plate.height),
            plate._element.find(f"{qn('p:spPr')}/{qn('a:solidFill')}"),
        )
        for plate in slide.shapes
        if plate.name == "Plate"
    ]
    own = shape._element.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
    found = set()
    for i in range(13):
        for j in range(9):
            x = left + width * (i + 0.5) / 13
            y = top + height * (j + 0.5) / 9
            colour = ground(x / EMU, y / EMU)
            for box, fill in plates:
                if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                    colour = theme.rgb(fill, colour) or colour
            if own is not None:
                colour = theme.rgb(own, colour) or colour
            found.add(colour)
    return sorted(found)


class Theme:
    """The colours of a slide, worked out anew."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide
        master = slide.slide_layout.slide_master
        root = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
        self.colours = {}
        for slot in root.find(f".//{qn('a:clrScheme')}"):
            value = slot[0].get("lastClr") or slot[0].get("val")
            self.colours[etree.QName(slot).localname] = _parsed(value)
        self.names = dict(master._element.find(qn("p:clrMap")).attrib)
        for owner in (slide.slide_layout, slide):
            own = owner._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
            if own is not None:
                self.names |= dict(own.attrib)

    def rgb(self, fill: Any, back: Rgb = (255, 255, 255)) -> Rgb | None:
        """Return the colour of a fill, laid over `back` where it is not opaque."""
        if fill is None or not len(fill):
            return None
        element = fill[0]
        value = element.get("val")
        if element.tag == qn("a:schemeClr"):
            colour = self.colours.get(self.names.get(value, value))
        else:
            colour = _parsed(element.get("lastClr") or value)
        if colour is None:
            return None
        hue, light, sat = colorsys.rgb_to_hls(*(part / 255 for part in colour))
        opacity, tint = 1.0, None
        for change in element:
            share = int(change.get("val")) / 100_000
            match etree.QName(change).localname:
                case "lumMod":
                    light *= share
                case "lumOff":
                    light += share
                case "alpha":
                    opacity = share
                case "tint":
                    tint = share
        red, green, blue = colorsys.hls_to_rgb(hue, min(1, max(0, light)), sat)
        parts = [part * 255 for part in (red, green, blue)]
        if tint is not None:
            # PowerPoint mixes in linear light
            parts = [255 * _curved(_straight(one / 255) * tint + 1 - tint) for one in parts]
        red, green, blue = (
            part * opacity + behind * (1 - opacity)
            for part, behind in zip(parts, back, strict=True)
        )
        return red, green, blue

    def inherited(self, shape: Any) -> Rgb | None:
        """Return the colour that a shape's text takes over."""
        for look in inherited.of(shape)._looks(1):
            fill = look.find(qn("a:solidFill"))
            if fill is not None:
                return self.rgb(fill)
        return self.colours.get(self.names["tx1"])


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast by WCAG 2.2."""
    lights = []
    for colour in (one, other):
        red, green, blue = (_straight(part / 255) for part in colour)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def _parsed(value: str) -> Rgb:
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:6], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour)
