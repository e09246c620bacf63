"""One source is cited alike on the page, on slides, in pictures, in workbooks and in tables."""

import csv
import io
import json
import re
from collections.abc import Iterator

import openpyxl
import pandas
import pytest
from pptx import Presentation

from atlas import gallery, i18n
from atlas.exports import browser_picture, csv_table, worded_rows
from atlas.exports.pptx import slides, source_slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing
from atlas.gallery.evidence import fetch_sources
from atlas.model.evidence import cited_source_ids
from atlas.model.view import View
from atlas.text import citation
from atlas.text.chart_text import ChartText

TITLE = {"en": "Source", "de": "Quelle"}
#: 8 December 2025 and October 2022 as ISO writes them, which no reader is to see
ISO = r", \d{4}-\d{2}(?:-\d{2})?(?:, http|$)"
NUMBERED = re.compile(r"\d+\. ")


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    i18n.use(request.param)
    return str(request.param)


@pytest.fixture
def drawing(language: str, view: View) -> Drawing:
    """Return a chart whose sources are dated by year, by month and by day, and some not at all."""
    drawing = gallery.draw("ranking", view)
    sources = list(fetch_sources(cited_source_ids(drawing.rows)).values())
    dated = {len(one["date"]) if isinstance(one["date"], str) else 0 for one in sources}
    assert dated == {0, 4, 7, 10}
    return drawing


def test_a_source_is_cited_alike_everywhere(drawing: Drawing, language: str) -> None:
    text = ChartText.of(drawing.figure)
    every = set(citation.cite_sources(fetch_sources(cited_source_ids(drawing.rows))).values())
    of_figure = set(text.sources)
    assert of_figure <= every
    for name, cited in {
        "table on the page": set(on_page(drawing, language)),
        "table file": set(in_table(drawing, "german")),
        "data sheet": set(in_data_sheet(drawing, language)),
        "sheet of sources": set(in_source_sheet(drawing, language)),
    }.items():
        assert cited == every, name
    for name, cited in {
        "speaker's notes": set(in_notes(drawing)),
        "picture": set(in_picture(drawing)),
    }.items():
        assert cited == of_figure, name
    shortened = {entry.text.split(" ", 1)[1] for entry in source_slides.entries(list(text.sources))}
    assert set(on_source_slides(drawing)) == shortened, "slides of sources"
    assert not pandas.Series(sorted(every)).str.contains(ISO).any()


def test_a_table_for_programs_cites_in_english(drawing: Drawing) -> None:
    cited = set(in_table(drawing, "international"))
    with i18n.speaking("en"):
        assert cited == set(
            citation.cite_sources(fetch_sources(cited_source_ids(drawing.rows))).values()
        )


def test_what_programs_read_keeps_its_dates(drawing: Drawing) -> None:
    for flavour, delimiter, column in (
        ("international", ",", "as_of"),
        ("german", ";", csv_table.columns()["as_of"]),
    ):
        data = csv_table.csv(drawing.rows, ChartText.of(drawing.figure), flavour)
        lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter)
        stated = [one if isinstance(one, str) else "" for one in drawing.rows["as_of"]]
        assert [line[column] for line in lines] == stated


def on_page(drawing: Drawing, language: str) -> Iterator[str]:
    table = worded_rows.frame(drawing.rows, ChartText.of(drawing.figure))
    for cell in table[TITLE[language]]:
        yield from (source.whole for source in cell if cell != worded_rows.NOTHING)


def in_table(drawing: Drawing, flavour: str) -> Iterator[str]:
    text = ChartText.of(drawing.figure)
    data = csv_table.csv(drawing.rows, text, flavour).decode("utf-8-sig")
    german = flavour == "german"
    heading = csv_table.columns()["source"] if german else "source"
    for line in csv.DictReader(io.StringIO(data), delimiter=";" if german else ","):
        yield from filter(None, line[heading].split(" | "))


def book(drawing: Drawing) -> openpyxl.Workbook:
    data = workbook.book([(drawing.figure, drawing.rows)], title="One")
    return openpyxl.load_workbook(io.BytesIO(data))


def in_data_sheet(drawing: Drawing, language: str) -> Iterator[str]:
    sheet = book(drawing).worksheets[-3]
    head, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield from filter(None, str(row[head.index(TITLE[language])] or "").split(" | "))


def in_source_sheet(drawing: Drawing, language: str) -> Iterator[str]:
    _head, *rows = book(drawing).worksheets[-2].iter_rows(values_only=True)
    for row in rows:
        yield ", ".join(str(part) for part in row[:5] if part)


def in_notes(drawing: Drawing) -> Iterator[str]:
    made = slides.deck([slides.Slide(drawing.figure)], title="One", cover=False, sources=False)
    (slide,) = Presentation(io.BytesIO(made)).slides
    lines = slide.notes_slide.notes_text_frame.text.splitlines()
    for line in lines[len(lines) - len(ChartText.of(drawing.figure).sources) :]:
        yield line.split(". ", 1)[1]


def on_source_slides(drawing: Drawing) -> Iterator[str]:
    made = slides.deck([slides.Slide(drawing.figure)], title="One", cover=False)
    _chart, *pages = Presentation(io.BytesIO(made)).slides
    for page in pages:
        for shape in page.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                if NUMBERED.match(paragraph.text):
                    yield paragraph.text.split(" ", 1)[1]


def in_picture(drawing: Drawing) -> Iterator[str]:
    alt, *sources = json.loads(browser_picture.framed(drawing.figure))["alt"].split("\n")
    assert alt == ChartText.of(drawing.figure).alt
    yield from sources
