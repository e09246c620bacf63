"""Every source of a deck at its end: in two columns, its address shortened to a link."""

import re
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from atlas.exports.pptx import links, list_slides, slide_text, text_fit
from atlas.exports.pptx.template import type_size
from atlas.exports.pptx.template.boxes import Spot, place
from atlas.exports.pptx.template.opening import Page, Template
from atlas.i18n import _

#: sizes in points: one that reads well where one slide holds all, one for long lists
LARGEST, SMALLEST = 11.0, 9.0
#: after each entry, as a part of its size; between the columns, in points
AFTER, BETWEEN = 0.25, 18.0
ADDRESS = re.compile(r"https?://\S+$")
#: columns narrower than this, in points, are too narrow for two
NARROW = 200.0


@dataclass(frozen=True)
class Entry:
    """A source as it is listed: its words, and the page that their end leads to."""

    words: str
    shown: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """All that is written."""
        return self.words + self.shown


def entries(cited: list[str]) -> list[Entry]:
    """Return the sources numbered, their addresses shortened to the name of the site."""
    found = []
    for number, one in enumerate(cited, start=1):
        address = ADDRESS.search(one)
        shown = links.host(address.group()) if address else ""
        if address and shown:
            words = one[: address.start()]
            found.append(Entry(f"{number}. {words}", shown, address.group()))
        else:
            found.append(Entry(f"{number}. {one}"))
    return found


def add(made: Template, cited: list[str]) -> None:
    """Add every source: on one slide where they fit, else on as few as can be read."""
    rest = entries(cited)
    part = 1
    while rest:
        page = made.add("text")
        title = _("Sources") if part == 1 else _("Sources, continued")
        slide_text.fill(page.title, title, 28 * page.palette.scale, slide_text.SMALLEST_TITLE)
        rest = _write(page, rest)
        part += 1


def _write(page: Page, rest: list[Entry]) -> list[Entry]:
    """Write as many entries as fit; return the others."""
    boxes = _columns(page)
    wide = min(box.width for box in boxes) / text_fit.EMU - 2 * list_slides.INSET
    high = boxes[0].height / text_fit.EMU - list_slides.INSET
    scale = page.palette.scale
    size = LARGEST * max(scale, 1.0)
    while size > SMALLEST and sum(_fill(rest, size, wide, high, len(boxes))) < len(rest):
        size -= 0.5
    counts = _fill(rest, size, wide, high, len(boxes))
    if sum(counts) == len(rest):
        # a short list reads better in columns of equal length
        counts = _balanced(rest, size, wide, high, len(boxes)) or counts
    shapes = _shapes(page, boxes)
    for shape, count in zip(shapes, counts, strict=True):
        _entries(shape, rest[:count], size)
        rest = rest[count:]
    for shape, count in zip(shapes, counts, strict=True):
        if not count:
            shape._element.getparent().remove(shape._element)
    links.make_readable(page.slide, page.palette)
    return rest


def _columns(page: Page) -> list[Spot]:
    """Return the places of the columns: over the foot, too, which lists leave free."""
    room = page.room
    whole = Spot(room.left, room.top, room.width, page.foot.bottom - room.top)
    gap = round(BETWEEN * text_fit.EMU)
    half = (whole.width - gap) // 2
    if half < NARROW * text_fit.EMU:
        return [whole]
    return [
        Spot(whole.left, whole.top, half, whole.height),
        Spot(whole.left + half + gap, whole.top, half, whole.height),
    ]


def _fill(rest: list[Entry], size: float, wide: float, high: float, columns: int) -> list[int]:
    """Return how many entries go into each column from top to bottom, one in the first at least."""
    counts = []
    place = 0
    for column in range(columns):
        used, count = 0.0, 0
        while place + count < len(rest):
            used += text_fit.height([rest[place + count].text], size, wide) + size * AFTER
            if used > high:
                break
            count += 1
        count = max(count, 1) if column == 0 else count
        counts.append(count)
        place += count
    return counts


def _balanced(
    rest: list[Entry], size: float, wide: float, high: float, columns: int
) -> list[int] | None:
    """Return how many entries go into each column when all are about equally high."""
    low = high / 8
    while low < high:
        counts = _fill(rest, size, wide, low, columns)
        if sum(counts) >= len(rest):
            return counts
        low += high / 16
    return None


def _shapes(page: Page, boxes: list[Spot]) -> list[Any]:
    """Return a shape for each column: the page's body, and copies of it as plain text boxes."""
    place(page.body, boxes[0])
    shapes = [page.body]
    for box in boxes[1:]:
        sides = [Emu(side) for side in (box.left, box.top, box.width, box.height)]
        shape = page.slide.shapes.add_textbox(*sides)
        shape.text_frame.word_wrap = True
        font = page.palette.font
        type_size.dress(shape, font=font, tone=page.palette.ink)
        shapes.append(shape)
    return shapes


def _entries(shape: Any, listed: list[Entry], size: float) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    for number, entry in enumerate(listed):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        look = paragraph._p.get_or_add_pPr()
        look.set("marL", "0")
        look.set("indent", "0")
        look.set("algn", "l")
        paragraph.space_after, paragraph.space_before = Pt(size * AFTER), Pt(0)
        paragraph.line_spacing = 1.0
        look.append(look.makeelement(qn("a:buNone"), {}))
        for text, address in ((entry.words, ""), (entry.shown, entry.address)):
            if not text:
                continue
            run = paragraph.add_run()
            run.text = text
            run.font.size = Pt(size)
            if address:
                links.to_page(run, address)
    type_size.to_runs(shape)
    frame._txBody.find(qn("a:bodyPr")).set("anchor", "t")
