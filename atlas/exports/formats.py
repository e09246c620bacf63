"""Every format of a file: the save menu, the presentation and the command line read this list."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from atlas.exports.pptx.template.opening import Template, open_template
from atlas.gallery import Drawing
from atlas.gallery.presentation import Item
from atlas.i18n import _, ngettext
from atlas.text.chart_text import ChartText

#: the charts of a presentation, as it keeps them and as drawn
Charts = Sequence[tuple[Item, Drawing]]


@dataclass(frozen=True)
class FileChoice:
    """What only some files ask for.

    A slide: its template, opened when it is made, the `link` to its live view, and whether a map
    has the table of its values beside it. A picture: its size in pixels, and how much finer than
    that a PNG is.
    """

    open_template: Callable[[], Template] = open_template
    link: str = ""
    map_table: bool = False
    width: int = 1280
    height: int = 720
    scale: float = 2


@dataclass(frozen=True)
class DeckChoice:
    """What a file of several charts asks for.

    `home`: the address of the dashboard, for links to it; None leaves them out. `sources`: whether
    slides with all sources follow. `map_tables`: whether maps have the table of their values beside
    them. `progress`: told how many steps are done, and of how many.
    """

    title: str
    open_template: Callable[[], Template] = open_template
    home: str | None = None
    sources: bool = True
    map_tables: bool = False
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True)
class Format:
    """A format. `ending`: how the names of its files end. `say_label`: what the menu calls it.

    `made_for_menu`: who makes a file of the save menu: the server, by `make`; the browser of the
    reader, in its own way; or nobody, where the command line alone has the format.
    `make_several`: makes one file of a whole presentation, where the format can hold it.
    `holds_rows`: it needs no figure.
    """

    ending: str
    mime: str
    say_label: Callable[[], str]
    make: Callable[[Drawing, FileChoice], bytes]
    made_for_menu: Literal["by server", "by browser", "not"] = "by server"
    make_several: Callable[[Charts, DeckChoice], bytes] | None = None
    holds_rows: bool = False


# Makers import what they need when they run: the command line starts without all of it.


def _make_slide(drawing: Drawing, choice: FileChoice) -> bytes:
    from atlas.exports.pptx import slides

    slide = slides.Slide(drawing.figure, link=choice.link, with_table=choice.map_table)
    title = ChartText.of(drawing.figure).title
    return slides.deck([slide], choice.open_template(), title=title, cover=False, sources=False)


def _make_workbook(drawing: Drawing, _choice: FileChoice) -> bytes:
    from atlas.exports.xlsx import workbook

    title = ChartText.of(drawing.figure).title
    return workbook.book([(drawing.figure, drawing.rows)], title=title)


def _make_deck(charts: Charts, choice: DeckChoice) -> bytes:
    from atlas.exports.pptx import slides

    pages = [
        slides.Slide(
            drawing.figure,
            item.title,
            item.comment,
            "" if choice.home is None else item.link(choice.home),
            choice.map_tables,
        )
        for item, drawing in charts
    ]
    count = ngettext("{count} chart", "{count} charts", len(pages)).format(count=len(pages))
    return slides.deck(
        pages,
        choice.open_template(),
        title=choice.title,
        subtitle=count,
        sources=choice.sources,
        progress=choice.progress,
    )


def _make_book(charts: Charts, choice: DeckChoice) -> bytes:
    from atlas.exports.xlsx import workbook

    return workbook.book(
        [(drawing.figure, drawing.rows) for _item, drawing in charts], title=choice.title
    )


def _make_table(flavour: str, drawing: Drawing, _choice: FileChoice) -> bytes:
    from atlas.exports import csv_table

    return csv_table.csv(drawing.rows, ChartText.of(drawing.figure), flavour)


def _make_picture(
    kind: Literal["png", "svg", "pdf"], drawing: Drawing, choice: FileChoice
) -> bytes:
    from atlas.exports import server_picture

    return server_picture.picture(drawing.figure, kind, choice.width, choice.height, choice.scale)


#: by the name that the command line has for each
FORMATS: dict[str, Format] = {
    "png": Format(
        ".png",
        "image/png",
        lambda: _("Picture (PNG)"),
        functools.partial(_make_picture, "png"),
        made_for_menu="by browser",
    ),
    "svg": Format(
        ".svg",
        "image/svg+xml",
        lambda: _("Vector picture (SVG)"),
        functools.partial(_make_picture, "svg"),
        made_for_menu="by browser",
    ),
    "pdf": Format(
        ".pdf",
        "application/pdf",
        lambda: "PDF",
        functools.partial(_make_picture, "pdf"),
        made_for_menu="not",
    ),
    "pptx": Format(
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda: _("Slide (PowerPoint)"),
        _make_slide,
        make_several=_make_deck,
    ),
    "xlsx": Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda: _("Workbook (Excel)"),
        _make_workbook,
        make_several=_make_book,
        holds_rows=True,
    ),
    "csv": Format(
        ".csv",
        "text/csv",
        lambda: _("Table (CSV)"),
        functools.partial(_make_table, "international"),
        holds_rows=True,
    ),
    "csv-excel": Format(
        "_excel-de.csv",
        "text/csv",
        lambda: _("Table for German Excel (CSV)"),
        functools.partial(_make_table, "german"),
        holds_rows=True,
    ),
}
#: the names of those that need no figure
OF_ROWS = tuple(name for name, form in FORMATS.items() if form.holds_rows)
#: those that hold a whole presentation, by name, and what makes it
OF_SEVERAL = {name: form.make_several for name, form in FORMATS.items() if form.make_several}
