"""Slides: figures in, a PowerPoint deck out, whose charts, maps and tables stay editable."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from atlas.exports.pptx import frames, list_slides, notes, reading, slide_text
from atlas.exports.pptx.reading import NoSlide, Reading
from atlas.exports.pptx.template.opening import Template, open_template
from atlas.i18n import _

#: what the format allows for a document's title
LONGEST_PROPERTY = 255
__all__ = ["NoSlide", "Slide", "deck"]


@dataclass(frozen=True)
class Slide:
    """One chart of a deck. `title` stands in for the figure's own; `link`: its live view."""

    figure: go.Figure
    title: str = ""
    comment: str = ""
    link: str = ""


def deck(
    slides: Sequence[Slide],
    template: Template | None = None,
    *,
    title: str,
    subtitle: str = "",
    cover: bool = True,
    contents: bool = True,
    sources: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return a .pptx: a cover, the contents, a slide a chart, and every source at the end.

    `template`: a fresh one, the house's when left out. `progress`: called with how many charts
    are done, of how many. Raises NoSlide, before anything is written, when a figure holds
    something that has no native form.
    """
    read = [reading.read(slide.figure, slide.title) for slide in slides]
    titles = [_title(slide, one) for slide, one in zip(slides, read, strict=True)]
    entries = _told_apart(titles, read)
    made = template or open_template()
    if cover:
        page = made.add("title")
        slide_text.fill(page.title, title, 40, 24)
        slide_text.fill(page.subtitle, subtitle, 20, 12)
    listed = list_slides.contents(made, entries) if contents and len(slides) > 1 else None
    drawn = []
    for place, (slide, one, name) in enumerate(zip(slides, read, titles, strict=True), start=1):
        drawn.append(_chart(made, slide, one, name))
        if progress:
            progress(place, len(slides))
    if listed:
        list_slides.link(made, listed, drawn)
    if sources:
        cited = [source for one in read for source in one.text.sources]
        list_slides.sources(made, list(dict.fromkeys(cited)))
    made.presentation.core_properties.title = title[:LONGEST_PROPERTY]
    written = io.BytesIO()
    made.presentation.save(written)
    return written.getvalue()


def _told_apart(titles: Sequence[str], read: Sequence[Reading]) -> list[str]:
    """Return the titles for the contents; those that occur twice also say what they select."""
    return [
        f"{title} ({one.text.subtitle})" if titles.count(title) > 1 else title
        for title, one in zip(titles, read, strict=True)
    ]


def _title(slide: Slide, read: Reading) -> str:
    return slide.title or read.text.title or _("Chart")


def _chart(made: Template, slide: Slide, read: Reading, title: str) -> object:
    """Add one chart with all that it says about itself; return its slide."""
    page = made.add("chart")
    slide_text.fill(page.title, title, 28, 18)
    over = slide_text.fill(page.subtitle, read.text.subtitle_line(), 14, 9)
    room = page.room.from_top(page.room.top + round(over))
    room = slide_text.comment(page.slide, slide.comment, room)
    footnote = read.text.footnote()
    room = slide_text.foot_room(footnote, page.foot, room)
    frames.put(page.slide, read, room, title)
    slide_text.foot(page.slide, footnote, page.foot)
    notes.add(page.slide, read.text.speaker_notes(slide.comment, slide.link))
    return page.slide
