"""A new slide on a chosen layout, and where on it things go."""

import copy
import math
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu

from atlas.exports.pptx.template import footers, palette, readable, type_size
from atlas.exports.pptx.template.boxes import Spot, place, seen
from atlas.exports.pptx.template.canvas import Canvas
from atlas.exports.pptx.template.inherited import Inherited
from atlas.exports.pptx.template.layouts import (
    FURNITURE,
    Choice,
    Kind,
    Slot,
    furniture,
    placeholders,
)
from atlas.exports.pptx.template.palette import Palette

#: parts of the slide's height (the margin: also of its width)
MARGIN, GAP, HEAD, LINE, FOOT = 0.05, 0.012, 0.12, 0.055, 0.062
#: a chart needs at least this part of the slide's height under the title
ENOUGH = 0.5
#: of the place that a layout means for a chart, this part must be free; else a plate is laid there
FREE, LOW, NARROW = 0.5, 0.3, 0.5
#: the area of a usual slide, in square EMU; how much larger or smaller one is before its text is
#: so, too; and how much its text changes at most
USUAL, GROWS, SHRINKS, MOST, LEAST = 13.333 * 7.5 * 914_400**2, 1.2, 0.8, 4.0, 0.75
#: what a title is called that is no placeholder
TITLE = "Title"
#: the size of a line under the title, in hundredths of a point
SUBTITLE = 1400


@dataclass(frozen=True)
class Page:
    """A slide of a template, ready to be filled. Spots are in EMU."""

    slide: Slide
    title: Any
    subtitle: Any
    body: Any
    room: Spot
    foot: Spot
    palette: Palette


@dataclass(frozen=True)
class Sheet:
    """A slide being composed: what it is for, the whole of it, and the placeholders it keeps."""

    slide: Slide
    choice: Choice
    kind: Kind
    whole: Spot
    holders: dict[int, Any]
    canvas: Canvas

    def holder(self, slot: Slot | None) -> Any:
        """Return the slide's placeholder for `slot`, if it has one."""
        return self.holders.get(slot.idx) if slot is not None else None

    @property
    def scale(self) -> float:
        """How much larger than usual text is on a slide as large as this."""
        scale = math.sqrt(self.whole.area / USUAL)
        return 1.0 if SHRINKS < scale < GROWS else max(LEAST, min(scale, MOST))


def compose(
    presentation: Presentation,
    choice: Choice,
    kind: Kind,
    whole: Spot,
    shown: frozenset[PH] | None,
) -> Page:
    """Add a slide on the chosen layout; nothing on it is left to be clicked on and filled.

    `shown`: what of footer, date and number the template's own slides show.
    """
    if choice.canvas is None:
        raise ValueError("the layout was not painted")
    slide = presentation.slides.add_slide(choice.layout)
    _keep_colours(slide)
    second = choice.content if kind == "text" else choice.subtitle
    keep = {slot.idx for slot in (choice.title, second) if slot is not None}
    sheet = Sheet(slide, choice, kind, whole, _clear(slide, keep), choice.canvas)
    for holder in footers.furnish(slide, presentation, shown):
        readable.small(holder, sheet.canvas, whole)
    title, head = _title(sheet)
    meant = _beside(choice.content.spot if choice.content else _under(sheet, head), head, whole)
    if kind != "title" and not _enough(meant, whole):
        # the layout's title leaves no room: it goes to the top, and content under it
        title, head = _title(sheet, top=True)
        meant = _under(sheet, head)
    taken = [head, *furniture(choice.layout, whole)]
    subtitle, meant, line = _own_subtitle(sheet, meant, head)
    room, colours = _room(sheet, meant, [*taken, *([line] if line else [])])
    if subtitle is None and kind != "text":
        subtitle, room = _subtitle(sheet, room, colours, head)
    area, foot = _foot(room, meant, whole)
    body = _body(sheet, area, colours) if kind == "text" else None
    return Page(slide, title, subtitle, body, area, foot, colours)


def _keep_colours(slide: Slide) -> None:
    """Take over the layout's own mapping of colours, as PowerPoint does: dark layouts need it.

    The master's background comes along, or some programs paint it with the master's mapping.
    """
    layout = slide.slide_layout
    own = layout._element.find(qn("p:clrMapOvr"))
    if own is None or own.find(qn("a:overrideClrMapping")) is None:
        return
    mapping = slide._element.find(qn("p:clrMapOvr"))
    slide._element.replace(mapping, copy.deepcopy(own))
    for owner in (layout, layout.slide_master):
        ground = owner._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            if ground.find(f".//{qn('a:blip')}") is None:
                slide._element.find(qn("p:cSld")).insert(0, copy.deepcopy(ground))
            return


def _clear(slide: Slide, keep: set[int]) -> dict[int, Any]:
    """Remove every placeholder but those with an index in `keep`; return these."""
    kept: dict[int, Any] = {}
    for holder in placeholders(slide):
        idx = holder.placeholder_format.idx
        if idx in keep and idx not in kept:
            kept[idx] = holder
        else:
            holder._element.getparent().remove(holder._element)
    return kept


def _beside(meant: Spot, head: Spot, whole: Spot) -> Spot:
    """Return the largest part of a place that is clear of the title."""
    if not meant.meets(head):
        return meant
    gap = round(GAP * whole.height)
    left = Spot(meant.left, meant.top, max(head.left - gap - meant.left, 0), meant.height)
    start = min(max(head.right + gap, meant.left), meant.right)
    right = Spot(start, meant.top, meant.right - start, meant.height)
    below, above = meant.from_top(head.bottom + gap), meant.to_bottom(head.top - gap)
    return max((below, above, left, right), key=lambda spot: spot.area)


def _enough(room: Spot, whole: Spot) -> bool:
    """Say whether a chart can be read in a place."""
    return room.height >= LOW * whole.height and room.width >= LOW * whole.width


def _title(sheet: Sheet, top: bool = False) -> tuple[Any, Spot]:
    """Return the title's shape and where it is. `top`: wherever the layout has it."""
    whole, choice = sheet.whole, sheet.choice
    shape = sheet.holder(choice.title)
    slot = choice.usable_title(whole)
    if shape is not None and Inherited(shape, sheet.canvas.scheme).upright():
        slot = None
        shape.text_frame._txBody.find(qn("a:bodyPr")).set("vert", "horz")
    crowded = slot is not None and slot.spot.bottom > (1 - ENOUGH) * whole.height
    if slot is None or top or (sheet.kind != "title" and choice.content is None and crowded):
        spot = _own_title_spot(sheet)
    else:
        spot = slot.spot
    spot = _off_furniture(sheet, spot)
    line = round((2 * LINE + 2 * GAP) * whole.height)
    if sheet.kind == "title" and spot.top < line and spot.bottom > whole.height - line:
        # a title all over the cover leaves a line for what stands under it
        spot = spot.to_bottom(whole.height - line)
    if shape is None and top:
        shape = next(one for one in sheet.slide.shapes if one.name == TITLE)
        place(shape, spot)
    elif shape is None:
        size = 2800 if sheet.kind == "title" else min(2800, type_size.heading(spot))
        shape = _box(sheet, spot, round(size * sheet.scale), font="+mj-lt")
        shape.name = TITLE
    elif seen(shape, whole) != Spot(shape.left, shape.top, shape.width, shape.height) or (
        spot != Spot(shape.left, shape.top, shape.width, shape.height)
    ):
        place(shape, spot)
    spot = readable.make(shape, sheet.canvas, spot)
    if sheet.kind != "title" and shape.is_placeholder:
        own = Inherited(shape, sheet.canvas.scheme).size()
        type_size.limit(shape, [own], [type_size.heading(spot)])
    return shape, spot


def _own_title_spot(sheet: Sheet) -> Spot:
    """Return where a title goes for which the layout has no place."""
    whole = sheet.whole
    side = round(MARGIN * whole.width)
    wide = whole.width - 2 * side
    if sheet.kind != "title":
        top, high = round(MARGIN * whole.height), round(HEAD * whole.height)
        free = sheet.canvas.free(Spot(side, top, wide, round(0.25 * whole.height)), [])
        if free is None or free.height < 0.08 * whole.height or free.width < wide // 2:
            return Spot(side, top, wide, high)
        return Spot(free.left, free.top, free.width, min(high, free.height))
    area = Spot(side, whole.height // 5, wide, round(0.6 * whole.height))
    free = sheet.canvas.free(area, furniture(sheet.choice.layout, whole))
    if free is None or free.width < 0.4 * whole.width or free.height < 0.2 * whole.height:
        free = area
    return Spot(free.left, free.top, free.width, round(free.height * 0.6))


def _under(sheet: Sheet, head: Spot) -> Spot:
    """Return the space under the title: as wide as the title, or as the master's text."""
    layout, whole = sheet.choice.layout, sheet.whole
    top = head.bottom + round(GAP * whole.height)
    bottom = max(round((1 - MARGIN / 2) * whole.height), top + 1)
    side = round(MARGIN * whole.width)
    left, width = side, whole.width - 2 * side
    if head.width >= whole.width // 2:
        left, width = head.left, head.width
    if sheet.kind == "title":
        return Spot(left, top, width, bottom - top)
    for holder in placeholders(layout.slide_master):
        spot = seen(holder, whole)
        if spot is None or holder.placeholder_format.type != PH.BODY:
            continue
        first, last = max(top, spot.top), min(spot.bottom, bottom)
        if last - first > 0.3 * whole.height and spot.width > whole.width // 2:
            return Spot(spot.left, first, spot.width, last - first)
    return Spot(left, top, width, bottom - top)


def _own_subtitle(sheet: Sheet, area: Spot, head: Spot) -> tuple[Any, Spot, Spot | None]:
    """Return the layout's subtitle, what it leaves of the area, and where it is."""
    slot, shape = sheet.choice.subtitle, sheet.holder(sheet.choice.subtitle)
    if sheet.kind == "text" or shape is None or slot is None:
        return None, area, None
    spot = slot.spot
    narrow = spot.width < 0.3 * sheet.whole.width or spot.height < 0.03 * sheet.whole.height
    if spot.meets(head) or (sheet.kind == "title" and narrow):
        if sheet.kind != "title":
            # there is room for a line of its own at the top of the area
            shape._element.getparent().remove(shape._element)
            return None, area, None
        spot = _near(head, sheet.whole)
    spot = _off_furniture(sheet, spot)
    if spot != Spot(shape.left, shape.top, shape.width, shape.height):
        place(shape, spot)
    spot = readable.make(shape, sheet.canvas, spot)
    if sheet.kind == "chart" and area.meets(spot):
        area = area.from_top(spot.bottom + round(GAP * sheet.whole.height))
    return shape, area, spot


def _off_furniture(sheet: Sheet, spot: Spot) -> Spot:
    """Return the largest part of a place that is clear of the slide's footer, date and number."""
    shown = [
        seen(one, sheet.whole)
        for one in placeholders(sheet.slide)
        if one.placeholder_format.type in FURNITURE
    ]
    taken = [one for one in shown if one is not None and one.meets(spot)]
    if not taken:
        return spot
    blank = Canvas.empty(sheet.whole, sheet.canvas.scheme, (255.0, 255.0, 255.0))
    return blank.free(spot, taken) or spot


def _near(head: Spot, whole: Spot) -> Spot:
    """Return the place of a line under a title, or above one at the foot of the slide."""
    gap, high = round(GAP * whole.height), round(2 * LINE * whole.height)
    if head.bottom + gap + high <= whole.height:
        return Spot(head.left, head.bottom + gap, head.width, high)
    return Spot(head.left, max(head.top - gap - high, 0), head.width, high)


def _room(sheet: Sheet, meant: Spot, taken: list[Spot]) -> tuple[Spot, Palette]:
    """Return where content goes, from the line under the title to the footnote, and its colours.

    That is the largest free part of what the layout means for it, and of what is free below. Where
    too little is free, or no ink can be read, a plate covers what the template shows there.
    """
    whole, canvas = sheet.whole, sheet.canvas
    floor = max(round((1 - MARGIN / 2) * whole.height), meant.top + 1)
    region = Spot(meant.left, meant.top, meant.width, max(floor - meant.top, 1))
    free = canvas.free(region, taken)
    grounds = canvas.grounds(free) if free else None
    font = _font(sheet)
    if (
        free is not None
        and grounds is not None
        and free.area >= FREE * meant.area
        and free.height >= LOW * whole.height
        and free.width >= NARROW * meant.width
        and palette.ink(canvas.scheme, grounds) is not None
    ):
        return free, palette.palette(canvas.scheme, grounds, font, sheet.scale)
    if sheet.kind == "title":
        # a cover keeps its picture: only the line that is written gets a plate of its own
        grounds = canvas.grounds(region) or [canvas.scheme.named("bg1") or (255.0,) * 3]
        return free or meant, palette.palette(canvas.scheme, grounds, font, sheet.scale)
    plain = canvas.scheme.named("bg1") or (255.0, 255.0, 255.0)
    blank = Canvas.empty(whole, canvas.scheme, plain)
    room = blank.free(region, [spot for spot in taken if spot.area < whole.area // 3])
    if room is None or not _enough(room, whole):
        room = blank.free(_under(sheet, taken[0]), taken[:1]) or region
    _plate(sheet, room, palette.paper(canvas.scheme, plain))
    return room, palette.palette(canvas.scheme, [plain], font, sheet.scale)


def _plate(sheet: Sheet, spot: Spot, tone: palette.Tone) -> None:
    """Lay a plain rectangle under what is written, over the template's artwork."""
    tree = sheet.slide.shapes._spTree
    number = max(int(one) for one in tree.xpath("//p:cNvPr/@id")) + 1
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Plate"/><p:cNvSpPr/>'
            f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{spot.left}" y="{spot.top}"/>'
            f'<a:ext cx="{spot.width}" cy="{spot.height}"/></a:xfrm><a:prstGeom prst="rect">'
            f"<a:avLst/></a:prstGeom>{type_size.fill(tone)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        ),
    )


def _font(sheet: Sheet) -> str:
    """Return the font of the template's text, as it is named."""
    styles = sheet.choice.layout.slide_master._element.find(qn("p:txStyles"))
    path = f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:latin')}"
    latin = styles.find(path) if styles is not None else None
    return str(latin.get("typeface") or "+mn-lt") if latin is not None else "+mn-lt"


def _subtitle(sheet: Sheet, room: Spot, colours: Palette, head: Spot) -> tuple[Any, Spot]:
    """Return a line at the top of the room for the subtitle, and what it leaves of the room.

    On a cover the line keeps to the title, wherever that is.
    """
    high = round(LINE * sheet.whole.height)
    line = Spot(room.left, room.top, room.width, min(high, room.height))
    if sheet.kind == "title":
        line = _off_furniture(sheet, _near(head, sheet.whole))
    shape = _box(sheet, line, round(SUBTITLE * sheet.scale), font=colours.font)
    type_size.dress(shape, tone=colours.quiet)
    readable.make(shape, _with_plates(sheet), line)
    return shape, room.from_top(line.bottom + round(GAP * sheet.whole.height))


def _with_plates(sheet: Sheet) -> Canvas:
    """Return the canvas with the plate on it, if there is one."""
    return readable.over_shapes(sheet.canvas, sheet.slide)


def _foot(room: Spot, meant: Spot, whole: Spot) -> tuple[Spot, Spot]:
    """Return the area for content and a band under it, both inside the room."""
    high, gap = round(FOOT * whole.height), round(GAP * whole.height)
    bottom = min(room.bottom - high - gap, max(meant.bottom, room.top + gap))
    area = room.to_bottom(max(bottom, room.top + 1))
    return area, Spot(area.left, area.bottom + gap, area.width, high)


def _body(sheet: Sheet, area: Spot, colours: Palette) -> Any:
    slot = sheet.choice.content
    shape = sheet.holder(slot)
    if shape is None or slot is None:
        shape = _box(sheet, area, round(type_size.TEXT[0] * sheet.scale), font=colours.font)
        type_size.dress(shape, tone=colours.ink)
        return shape
    if area != Spot(shape.left, shape.top, shape.width, shape.height):
        place(shape, area)
    inherited = Inherited(shape, sheet.canvas.scheme)
    if inherited.upright():
        shape.text_frame._txBody.find(qn("a:bodyPr")).set("vert", "horz")
    type_size.limit(
        shape,
        [inherited.size(level) for level in range(1, 6)],
        [round(size * sheet.scale) for size in type_size.TEXT],
    )
    readable.make(shape, _with_plates(sheet), area, move=False)
    return shape


def _box(sheet: Sheet, spot: Spot, size: int, font: str) -> Any:
    """Add a text box. `size` in hundredths of a point; its ink comes with its ground."""
    sides = [Emu(side) for side in (spot.left, spot.top, spot.width, spot.height)]
    shape = sheet.slide.shapes.add_textbox(*sides)
    shape.text_frame.word_wrap = True
    levels = [max(size - 200 * level, 1200) for level in range(5)]
    type_size.dress(shape, sizes=levels, font=font, tone=palette.Tone("tx1", (0.0, 0.0, 0.0)))
    return shape
