"""The words around a chart: title, selection, comment, and the footnote with its evidence."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Pt

from atlas.charts.base import style
from atlas.exports.pptx import text_fit, theme_colours
from atlas.exports.pptx.template import inherited, type_size
from atlas.exports.pptx.template.boxes import Spot, place
from atlas.exports.pptx.template.slide_pages import Page
from atlas.exports.pptx.xml import root
from atlas.text import file_text

LARGEST_FOOT, SMALLEST_FOOT = 11.0, 9.0
COMMENT = 14.0
#: a title that is long for its place is written as small as this, in points
SMALLEST_TITLE = 12.0
#: the line under the title, in points: usually, and before it becomes two lines
LARGEST_SUBTITLE, SMALLEST_SUBTITLE = 14.0, 11.0
#: a line that would become more than this is written smaller yet
MOST_LINES = 2
#: a subtitle stands over the room when less than this part of the room's height is between them
CLOSE = 0.1
GAP = 7 * text_fit.EMU
#: what the margins of a text box take at both sides together, in points
INSET = 14.4


def foot_spot(texts: list[str], spot: Spot) -> tuple[Spot, float]:
    """Return where the footnote stands, and its size: it grows upwards when it is long."""
    wide = spot.width / text_fit.EMU - INSET
    largest = max(LARGEST_FOOT * theme_colours.scale(), SMALLEST_FOOT)
    size = text_fit.size_for(texts, wide, spot.height / text_fit.EMU, largest, SMALLEST_FOOT)
    high = max(spot.height, round(text_fit.height(texts, size, wide) * text_fit.EMU))
    return Spot(spot.left, spot.bottom - high, spot.width, high), size


def foot_room(texts: list[str], spot: Spot, room: Spot) -> Spot:
    """Return what the footnote leaves of the room."""
    return room.to_bottom(foot_spot(texts, spot)[0].top - GAP)


def foot(slide: Any, texts: list[str], spot: Spot) -> None:
    """Write the footnote."""
    where, size = foot_spot(texts, spot)
    box(slide, texts, where, size, style.quiet(), anchor=MSO_ANCHOR.BOTTOM)


def comment(slide: Any, text: str, room: Spot) -> Spot:
    """Write a comment at the top of the room; return what is left of it."""
    if not text.strip():
        return room
    wide, most = room.width / text_fit.EMU - INSET, room.height / text_fit.EMU * 0.3
    size = text_fit.size_for([text], wide, most, COMMENT * theme_colours.scale(), 10.0)
    high = round((text_fit.height([text], size, wide) + size * 0.4) * text_fit.EMU)
    box(slide, [text], Spot(room.left, room.top, room.width, high), size, style.ink())
    return room.from_top(room.top + high + GAP)


def box(
    slide: Any,
    texts: list[str],
    spot: Spot,
    size: float,
    colour: str,
    *,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Any:
    """Write paragraphs into a new box that keeps its size; return the shape."""
    shape = slide.shapes.add_textbox(spot.left, spot.top, spot.width, spot.height)
    frame = shape.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        written = paragraph.add_run()
        written.text = text
        written.font.size = Pt(size)
        written.font.name = theme_colours.font() or "+mn-lt"
        look = written._r.get_or_add_rPr()
        look.insert(0, parse_xml(root("a:solidFill", theme_colours.colour(colour))))
    return shape


def fits(shape: Any, text: str, size: float) -> bool:
    """Say whether `text` keeps to its place in a title when set in `size` points."""
    if shape is None:
        return False
    wide, high = _inside(shape)
    return text_fit.height([text], size, wide) <= high


def fill(shape: Any, text: str, largest: float, smallest: float) -> float:
    """Write into a title or a line under it, as large as the template has it where that fits.

    Returns by how much the text is still higher than its place, in EMU.
    """
    if shape is None:
        return 0.0
    shape.text_frame.text = file_text.isolated(text)
    type_size.to_runs(shape)
    wide, high = _inside(shape)
    own = inherited.of(shape).size() / 100
    size = text_fit.size_for([text], wide, high, min(own, largest), min(own, smallest, largest))
    size = max(size, SMALLEST_FOOT)
    if size != own:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
    return max(0.0, text_fit.height([text], size, wide) - high) * text_fit.EMU


def subtitle(page: Page, text: str) -> Spot:
    """Write the line under the title; return the room for the chart.

    Where it stands right over that room a long line becomes two, which the room makes place for,
    rather than one that is hard to read.
    """
    shape, room = page.subtitle, page.room
    is_over = shape is not None and (
        0 <= room.top - (shape.top + shape.height) <= room.height * CLOSE
        and shape.left <= room.left + GAP
    )
    larger = page.palette.scale
    smallest = SMALLEST_FOOT
    if is_over:
        wide, _high = _inside(shape)
        comfortable = SMALLEST_SUBTITLE * larger
        if text_fit.lines(text, comfortable, wide) <= MOST_LINES:
            smallest = comfortable
    overflow = round(fill(shape, text, LARGEST_SUBTITLE * larger, smallest))
    if overflow and is_over:
        place(shape, Spot(shape.left, shape.top, shape.width, shape.height + overflow))
    return room.from_top(room.top + overflow)


def _inside(shape: Any) -> tuple[float, float]:
    """Return the width and the height that a shape has for its text, in points."""
    look = inherited.of(shape)
    across, down = look.margins()
    wide = (shape.width / text_fit.EMU - across) / look.wide()
    return wide, shape.height / text_fit.EMU - down
