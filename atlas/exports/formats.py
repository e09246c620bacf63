"""The formats in which a chart can be saved: the download menu and the command line read this list.

Pictures are none of them: a page makes them in the browser of its reader, the command line in one
of its own.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from atlas.exports.pptx.template.opening import Template, open_template
from atlas.gallery import Drawing
from atlas.i18n import _
from atlas.text.chart_text import ChartText


@dataclass(frozen=True)
class SlideChoice:
    """What only a slide asks for: its template, opened when it is made, and its live view."""

    open_template: Callable[[], Template] = open_template
    link: str = ""


@dataclass(frozen=True)
class Format:
    """A format. `ending`: how the names of its files end. `say_label`: what the menu calls it."""

    ending: str
    mime: str
    say_label: Callable[[], str]
    make: Callable[[Drawing, SlideChoice], bytes]


# Makers import what they need when they run: the command line starts without all of it.


def _make_slide(drawing: Drawing, choice: SlideChoice) -> bytes:
    from atlas.exports.pptx import slides

    slide = slides.Slide(drawing.figure, link=choice.link)
    title = ChartText.of(drawing.figure).title
    return slides.deck([slide], choice.open_template(), title=title, cover=False, sources=False)


def _make_workbook(drawing: Drawing, _choice: SlideChoice) -> bytes:
    from atlas.exports.xlsx import workbook

    title = ChartText.of(drawing.figure).title
    return workbook.book([(drawing.figure, drawing.rows)], title=title)


def _make_table(flavour: str, drawing: Drawing, _choice: SlideChoice) -> bytes:
    from atlas.exports import csv_table

    return csv_table.csv(drawing.rows, ChartText.of(drawing.figure), flavour)


#: by the name that the command line has for each, in the order of the menu
FORMATS: dict[str, Format] = {
    "pptx": Format(
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda: _("Slide (PowerPoint)"),
        _make_slide,
    ),
    "xlsx": Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda: _("Workbook (Excel)"),
        _make_workbook,
    ),
    "csv": Format(
        ".csv",
        "text/csv",
        lambda: _("Table (CSV)"),
        functools.partial(_make_table, "international"),
    ),
    "csv-excel": Format(
        "_excel-de.csv",
        "text/csv",
        lambda: _("Table for German Excel (CSV)"),
        functools.partial(_make_table, "german"),
    ),
}
