"""Slides: figures in, a PowerPoint deck out, whose charts, maps and tables stay editable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from atlas.charts.maps import close_up
from atlas.exports import clean_figure, figure_reader
from atlas.exports.figure_reader import FigureReading, UnreadableFigure
from atlas.exports.pptx import (
    frames,
    list_slides,
    notes,
    slide_text,
    source_slides,
    theme_colours,
)
from atlas.exports.pptx.template.opening import Page, Spot, Template, open_template
from atlas.i18n import _
from atlas.text import chart_text, file_text

#: what the format allows for a document's title
LONGEST_PROPERTY = 255
#: a message that must be written smaller than this, in points, is no title
SMALLEST_HEADLINE = 14.0
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Slide:
    """One chart of a deck. `title` stands in for what the chart says; `link`: its live view.

    `with_table`: a map has the table of its values beside it.
    """

    figure: go.Figure
    title: str = ""
    comment: str = ""
    link: str = ""
    with_table: bool = False


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
    title, subtitle = file_text.clean(title), file_text.clean(subtitle)
    slides = [_clean(slide) for slide in slides]
    readings = [_read(slide) for slide in slides]
    topics = [_topic(slide, reading) for slide, reading in zip(slides, readings, strict=True)]
    entries = _told_apart(topics, readings)
    made = template or open_template()
    if cover:
        page = made.add("title")
        slide_text.fill(page.title, title, 40 * page.palette.scale, slide_text.SMALLEST_TITLE)
        slide_text.fill(page.subtitle, subtitle, 20 * page.palette.scale, 12)
    listed = list_slides.contents(made, entries) if contents and len(slides) > 1 else None
    chart_slides = []
    for place, (slide, reading, topic) in enumerate(
        zip(slides, readings, topics, strict=True), start=1
    ):
        chart_slides.append(_chart(made, slide, reading, topic))
        if progress:
            progress(place, len(slides))
    if listed:
        list_slides.link(listed, chart_slides)
    if sources:
        cited = [source for reading in readings for source in reading.text.sources]
        source_slides.add(made, list(dict.fromkeys(cited)))
    properties = made.presentation.core_properties
    properties.title, properties.author = title[:LONGEST_PROPERTY], chart_text.MAKER
    properties.last_modified_by = chart_text.MAKER
    return made.save()


def fits(slide: Slide, template: Template) -> bool:
    """Return whether all of a chart stands on one slide. `template`: one to try it in."""
    reading = _read(_clean(slide))
    page, _headline, room = _page(template, slide, reading, _topic(slide, reading))
    with theme_colours.written_on(page.palette):
        return len(frames.parts(reading, room)) == 1


def _clean(slide: Slide) -> Slide:
    figure = close_up.of(clean_figure.cleaned(slide.figure))
    title, comment, link = map(file_text.clean, (slide.title, slide.comment, slide.link))
    return replace(slide, figure=figure, title=title, comment=comment, link=link)


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


def _topic(slide: Slide, reading: FigureReading) -> str:
    """Return what the contents call a slide: its own title, or what its chart is about."""
    return slide.title or reading.text.title or _("Chart")


def _write_title(page: Page, slide: Slide, topic: str) -> str:
    """Write the title of a slide and return it: the slide's own, or that of its chart.

    Where there is no room for the chart's message, it is the topic.
    """
    title = slide.title or chart_text.heading(slide.figure)
    least = SMALLEST_HEADLINE * page.palette.scale
    if title != slide.title and not slide_text.fits(page.title, title, least):
        title = topic
    slide_text.fill(page.title, title, 28 * page.palette.scale, slide_text.SMALLEST_TITLE)
    return title


def _chart(made: Template, slide: Slide, reading: FigureReading, topic: str) -> object:
    """Add one chart with all that it says about itself, a long table in parts; return its slide."""
    page, title, room = _page(made, slide, reading, topic)
    with theme_colours.written_on(page.palette):
        parts = frames.parts(reading, room)
    first = page.slide
    footnote = reading.text.footnote()
    for number, part in enumerate(parts, start=1):
        if number > 1:
            page, title, room = _page(made, replace(slide, comment=""), reading, topic)
        if len(parts) > 1:
            numbered = _("{title} ({part} of {parts})")
            numbered = numbered.format(title=title, part=number, parts=len(parts))
            # the number stays in one line
            head, bracket, tail = numbered.rpartition("(")
            numbered = head + bracket + tail.replace(" ", NO_BREAK)
            slide_text.fill(
                page.title, numbered, 28 * page.palette.scale, slide_text.SMALLEST_TITLE
            )
        with theme_colours.written_on(page.palette):
            frames.put(page.slide, reading, room, topic, part, with_table=slide.with_table)
            slide_text.foot(page.slide, footnote, page.foot)
        notes.add(page.slide, reading.text.speaker_notes(slide.comment, slide.link))
    return first


def _page(
    made: Template, slide: Slide, reading: FigureReading, topic: str
) -> tuple[Page, str, Spot]:
    """Add a slide with the words over a chart; return it, its title, and the room that is left."""
    page = made.add("chart")
    title = _write_title(page, slide, topic)
    line = reading.text.subtitle_line(under=title)
    room = slide_text.subtitle(page, line)
    with theme_colours.written_on(page.palette):
        room = slide_text.comment(page.slide, slide.comment, room)
        return page, title, slide_text.foot_room(reading.text.footnote(), page.foot, room)
