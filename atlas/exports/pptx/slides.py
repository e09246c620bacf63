"""Slides: figures in, a PowerPoint deck out, whose charts, maps and tables stay editable."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from atlas.exports import figure_reader
from atlas.exports.figure_reader import FigureReading, UnreadableFigure
from atlas.exports.pptx import frames, list_slides, notes, slide_text
from atlas.exports.pptx.template.opening import Template, open_template
from atlas.i18n import _

#: what the format allows for a document's title
LONGEST_PROPERTY = 255


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
    are done, of how many. Raises UnreadableFigure, before anything is written, when a figure
    holds nothing, or something that has no native form.
    """
    readings = [_read(slide) for slide in slides]
    titles = [_title(slide, reading) for slide, reading in zip(slides, readings, strict=True)]
    entries = _told_apart(titles, readings)
    made = template or open_template()
    if cover:
        page = made.add("title")
        slide_text.fill(page.title, title, 40, 24)
        slide_text.fill(page.subtitle, subtitle, 20, 12)
    listed = list_slides.contents(made, entries) if contents and len(slides) > 1 else None
    chart_slides = []
    for place, (slide, reading, name) in enumerate(
        zip(slides, readings, titles, strict=True), start=1
    ):
        chart_slides.append(_chart(made, slide, reading, name))
        if progress:
            progress(place, len(slides))
    if listed:
        list_slides.link(made, listed, chart_slides)
    if sources:
        cited = [source for reading in readings for source in reading.text.sources]
        list_slides.sources(made, list(dict.fromkeys(cited)))
    made.presentation.core_properties.title = title[:LONGEST_PROPERTY]
    written = io.BytesIO()
    made.presentation.save(written)
    return written.getvalue()


def _read(slide: Slide) -> FigureReading:
    """Return what the figure of a slide holds. Raises UnreadableFigure when that is nothing."""
    reading = figure_reader.read(slide.figure, slide.title)
    if reading.kind == "empty":
        title = slide.title or reading.text.title
        sentence = _("“{chart}” holds nothing that could be drawn.")
        raise UnreadableFigure(sentence.format(chart=title))
    return reading


def _told_apart(titles: Sequence[str], readings: Sequence[FigureReading]) -> list[str]:
    """Return the titles for the contents; those that occur twice also say what they select."""
    return [
        f"{title} ({reading.text.subtitle})" if titles.count(title) > 1 else title
        for title, reading in zip(titles, readings, strict=True)
    ]


def _title(slide: Slide, reading: FigureReading) -> str:
    return slide.title or reading.text.title or _("Chart")


def _chart(made: Template, slide: Slide, reading: FigureReading, title: str) -> object:
    """Add one chart with all that it says about itself; return its slide."""
    page = made.add("chart")
    slide_text.fill(page.title, title, 28, 18)
    overflow = slide_text.fill(page.subtitle, reading.text.subtitle_line(), 14, 9)
    room = page.room.from_top(page.room.top + round(overflow))
    room = slide_text.comment(page.slide, slide.comment, room)
    footnote = reading.text.footnote()
    room = slide_text.foot_room(footnote, page.foot, room)
    frames.put(page.slide, reading, room, title)
    slide_text.foot(page.slide, footnote, page.foot)
    notes.add(page.slide, reading.text.speaker_notes(slide.comment, slide.link))
    return page.slide
