"""A new slide on a chosen layout, and where on it things go."""

import copy
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu

from atlas.exports.pptx.template import type_size
from atlas.exports.pptx.template.boxes import Spot, place, seen
from atlas.exports.pptx.template.layouts import Choice, Kind, Slot, placeholders

#: parts of the slide's height (the margin: also of its width)
MARGIN, GAP, HEAD, LINE, FOOT = 0.05, 0.012, 0.12, 0.055, 0.062
#: a chart needs at least this part of the slide's height under the title
ENOUGH = 0.5


@dataclass(frozen=True)
class Page:
    """A slide of a template, ready to be filled. Spots are in EMU."""

    slide: Slide
    title: Any
    subtitle: Any
    body: Any
    room: Spot
    foot: Spot


@dataclass(frozen=True)
class Sheet:
    """A slide being composed: what it is for, the whole of it, and the placeholders it keeps."""

    slide: Slide
    choice: Choice
    kind: Kind
    whole: Spot
    holders: dict[int, Any]

    def holder(self, slot: Slot | None) -> Any:
        """Return the slide's placeholder for `slot`, if it has one."""
        return self.holders.get(slot.idx) if slot is not None else None


def compose(presentation: Presentation, choice: Choice, kind: Kind, whole: Spot) -> Page:
    """Add a slide on the chosen layout; nothing on it is left to be clicked on and filled."""
    slide = presentation.slides.add_slide(choice.layout)
    _keep_colours(slide)
    second = choice.content if kind == "text" else choice.subtitle
    keep = {slot.idx for slot in (choice.title, second) if slot is not None}
    sheet = Sheet(slide, choice, kind, whole, _clear(slide, keep))
    title, head = _title(sheet)
    area = choice.content.spot if choice.content else _under(sheet, head)
    if area.meets(head):
        area = area.from_top(head.bottom + round(GAP * whole.height))
    subtitle, area = _subtitle(sheet, area)
    area, foot = _foot(choice, area, whole)
    body = _body(sheet, area) if kind == "text" else None
    return Page(slide, title, subtitle, body, area, foot)


def _keep_colours(slide: Slide) -> None:
    """Take over the layout's own mapping of colours, as PowerPoint does: dark layouts need it."""
    own = slide.slide_layout._element.find(qn("p:clrMapOvr"))
    if own is not None and own.find(qn("a:overrideClrMapping")) is not None:
        mapping = slide._element.find(qn("p:clrMapOvr"))
        slide._element.replace(mapping, copy.deepcopy(own))


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


def _title(sheet: Sheet) -> tuple[Any, Spot]:
    """Return the title's shape and where it is."""
    whole, slot = sheet.whole, sheet.choice.title
    side = round(MARGIN * whole.width)
    top = whole.height // 3 if sheet.kind == "title" else round(MARGIN * whole.height)
    spot = Spot(side, top, whole.width - 2 * side, round(HEAD * whole.height))
    shape = sheet.holder(slot)
    if shape is None or slot is None:
        size = 2800 if sheet.kind == "title" else min(2800, type_size.heading(spot))
        return _box(sheet.slide, spot, size, major=True), spot
    crowded = slot.spot.bottom > (1 - ENOUGH) * whole.height
    if sheet.kind == "title":
        return shape, slot.spot
    if sheet.choice.content is None and crowded:
        # the only layout is a title slide: its title goes up, to leave room
        place(shape, spot)
    else:
        spot = slot.spot
    type_size.limit(shape, [type_size.heading(spot)])
    return shape, spot


def _under(sheet: Sheet, head: Spot) -> Spot:
    """Return the free space under the title: as wide as the title, or as the master's text."""
    layout, whole = sheet.choice.layout, sheet.whole
    top = head.bottom + round(GAP * whole.height)
    bottom = max(_floor(sheet.choice, whole, head.bottom), top + 1)
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
        if last - first > 0.3 * whole.height:
            return Spot(spot.left, first, spot.width, last - first)
    return Spot(left, top, width, bottom - top)


def _subtitle(sheet: Sheet, area: Spot) -> tuple[Any, Spot]:
    """Return the subtitle's shape, and what it leaves of the area."""
    if sheet.kind == "text":
        return None, area
    gap = round(GAP * sheet.whole.height)
    slot = sheet.choice.subtitle
    shape = sheet.holder(slot)
    if shape is not None and slot is not None:
        return shape, area.from_top(slot.spot.bottom + gap) if area.meets(slot.spot) else area
    line = Spot(area.left, area.top, area.width, round(LINE * sheet.whole.height))
    return _box(sheet.slide, line, 1400), area.from_top(line.bottom + gap)


def _foot(choice: Choice, area: Spot, whole: Spot) -> tuple[Spot, Spot]:
    """Return the area and a band under it: in free space if there is some, else cut from it."""
    high, gap = round(FOOT * whole.height), round(GAP * whole.height)
    floor = _floor(choice, whole, area.top + area.height // 2)
    area = area.to_bottom(floor)
    if floor - area.bottom < high + gap:
        area = area.to_bottom(max(floor - high - gap, area.bottom - high - gap))
    return area, Spot(area.left, area.bottom + gap, area.width, high)


def _floor(choice: Choice, whole: Spot, below: int) -> int:
    """Return where the template's own footer, date, number or artwork begins at the bottom."""
    limit = max(below, whole.height * 0.7)
    edge = round((1 - MARGIN / 2) * whole.height)
    return min([edge, *(top for top in choice.tops if top > limit)])


def _body(sheet: Sheet, area: Spot) -> Any:
    slot = sheet.choice.content
    shape = sheet.holder(slot)
    if shape is None or slot is None:
        return _box(sheet.slide, area, type_size.TEXT[0])
    if slot.spot != area:
        place(shape, area)
    type_size.limit(shape, type_size.TEXT)
    return shape


def _box(slide: Slide, spot: Spot, size: int, major: bool = False) -> Any:
    """Add a text box in the theme's fonts and text colour. `size` in hundredths of a point."""
    sides = [Emu(side) for side in (spot.left, spot.top, spot.width, spot.height)]
    shape = slide.shapes.add_textbox(*sides)
    shape.text_frame.word_wrap = True
    levels = [max(size - 200 * level, 1200) for level in range(5)]
    type_size.style(shape, levels, "+mj-lt" if major else "+mn-lt", quiet=not major)
    return shape
