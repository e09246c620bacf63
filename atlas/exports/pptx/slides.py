"""Slides: figures in, a PowerPoint deck out, whose charts, maps and tables stay editable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from atlas.exports import clean_figure
from atlas.exports.pptx import (
    frames,
    list_slides,
    notes,
    reading,
    slide_text,
    source_slides,
    theme_colours,
)
from atlas.exports.pptx.reading import NoSlide, Reading
from atlas.exports.pptx.template.opening import Page, Spot, Template, open_template
from atlas.i18n import _
from atlas.text import file_text

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
    title, subtitle = file_text.clean(title), file_text.clean(subtitle)
    slides = [_clean(slide) for slide in slides]
    read = [reading.read(slide.figure, slide.title) for slide in slides]
    titles = [_title(slide, one) for slide, one in zip(slides, read, strict=True)]
    entries = _told_apart(titles, read)
    made = template or open_template()
    if cover:
        page = made.add("title")
        slide_text.fill(page.title, title, 40 * page.palette.scale, slide_text.SMALLEST_TITLE)
        slide_text.fill(page.subtitle, subtitle, 20 * page.palette.scale, 12)
    listed = list_slides.contents(made, entries) if contents and len(slides) > 1 else None
    drawn = []
    for place, (slide, one, name) in enumerate(zip(slides, read, titles, strict=True), start=1):
        drawn.append(_chart(made, slide, one, name))
        if progress:
            progress(place, len(slides))
    if listed:
        list_slides.link(listed, drawn)
    if sources:
        cited = [cite for one in read for cite in one.said.get("sources") or ()]
        source_slides.add(made, list(dict.fromkeys(cited)))
    properties = made.presentation.core_properties
    properties.title, properties.author = title[:LONGEST_PROPERTY], "Cluster Atlas"
    properties.last_modified_by = "Cluster Atlas"
    return made.save()


def _clean(slide: Slide) -> Slide:
    words = {"title": slide.title, "comment": slide.comment, "link": slide.link}
    clean = {name: file_text.clean(text) for name, text in words.items()}
    return replace(slide, figure=clean_figure.cleaned(slide.figure), **clean)


def _told_apart(titles: Sequence[str], read: Sequence[Reading]) -> list[str]:
    """Return the titles for the contents; those that occur twice also say what they select."""
    return [
        f"{title} ({one.said.get('subtitle')})" if titles.count(title) > 1 else title
        for title, one in zip(titles, read, strict=True)
    ]


def _title(slide: Slide, read: Reading) -> str:
    return slide.title or str(read.said.get("title") or _("Chart"))


def _chart(made: Template, slide: Slide, read: Reading, title: str) -> object:
    """Add one chart with all that it says about itself, a long table in parts; return its slide."""
    page, room = _page(made, slide, read, title)
    with theme_colours.written_on(page.palette):
        every = frames.parts(read, room)
    first = page.slide
    for place, part in enumerate(every, start=1):
        if place > 1:
            page, room = _page(made, replace(slide, comment=""), read, title)
        if len(every) > 1:
            numbered = _("{title} ({part} of {parts})")
            numbered = numbered.format(title=title, part=place, parts=len(every))
            slide_text.fill(
                page.title, numbered, 28 * page.palette.scale, slide_text.SMALLEST_TITLE
            )
        with theme_colours.written_on(page.palette):
            frames.put(page.slide, read, room, title, part)
            slide_text.foot(page.slide, slide_text.evidence(read.said), page.foot)
        notes.add(page.slide, notes.text(read.said, slide.comment, slide.link))
    return first


def _page(made: Template, slide: Slide, read: Reading, title: str) -> tuple[Page, Spot]:
    """Add a slide with the words over a chart; return it and the room that is left."""
    page = made.add("chart")
    larger = page.palette.scale
    slide_text.fill(page.title, title, 28 * larger, slide_text.SMALLEST_TITLE)
    over = slide_text.fill(page.subtitle, slide_text.under(read.said), 14 * larger, 9)
    with theme_colours.written_on(page.palette):
        room = page.room.from_top(page.room.top + round(over))
        room = slide_text.comment(page.slide, slide.comment, room)
        return page, slide_text.foot_room(slide_text.evidence(read.said), page.foot, room)
