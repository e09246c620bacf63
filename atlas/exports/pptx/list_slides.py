"""The contents of a deck: lines that lead to their slides."""

from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from atlas.exports.pptx import links, slide_text, text_fit
from atlas.exports.pptx.template import type_size
from atlas.exports.pptx.template.opening import Page, Template
from atlas.i18n import _

CONTENTS, SMALLEST_CONTENTS = 18.0, 12.0
#: what a body's own margins take, in points
INSET = 8.0


def contents(made: Template, titles: list[str]) -> list[Any]:
    """Add the contents on as many slides as they need; return the runs to be linked."""
    runs: list[Any] = []
    rest = list(enumerate(titles, start=1))
    while rest:
        page = made.add("text")
        scale = page.palette.scale
        slide_text.fill(page.title, _("Contents"), 28 * scale, slide_text.SMALLEST_TITLE)
        lines = [f"{place}. {title}" for place, title in rest]
        wide, high = _room(page)
        size = text_fit.size_for(lines, wide, high * 0.75, CONTENTS * scale, SMALLEST_CONTENTS)
        count = _fitting(lines, size, wide, high, spacing=1.33)
        runs += _write(page, lines[:count], size, space=size * 0.33)
        links.make_readable(page.slide, page.palette)
        rest = rest[count:]
    return runs


def link(runs: list[Any], slides: list[Any]) -> None:
    """Make each line of the contents lead to its slide."""
    for run, slide in zip(runs, slides, strict=True):
        links.to_slide(run, slide)


def _room(page: Page) -> tuple[float, float]:
    """Make the page's body reach over the foot, which lists leave free; return its room."""
    high = page.foot.bottom - page.room.top
    body = page.body
    body.left, body.top, body.width, body.height = (
        page.room.left,
        page.room.top,
        page.room.width,
        high,
    )
    return page.room.width / text_fit.EMU - 2 * INSET, high / text_fit.EMU - INSET


def _fitting(lines: list[str], size: float, wide: float, high: float, spacing: float) -> int:
    """Return how many of `lines` fit, at least one."""
    used, count = 0.0, 0
    for line in lines:
        used += text_fit.height([line], size, wide) + size * (spacing - 1) * text_fit.LEADING
        if used > high:
            break
        count += 1
    return max(count, 1)


def _write(page: Page, lines: list[str], size: float, space: float) -> list[Any]:
    """Write plain lines without bullets into the page's body; return their runs."""
    frame = page.body.text_frame
    frame.word_wrap = True
    runs = []
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        look = paragraph._p.get_or_add_pPr()
        look.set("marL", "0")
        look.set("indent", "0")
        paragraph.space_after, paragraph.space_before = Pt(space), Pt(0)
        look.append(look.makeelement(qn("a:buNone"), {}))
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        runs.append(run)
    type_size.to_runs(page.body)
    return runs
