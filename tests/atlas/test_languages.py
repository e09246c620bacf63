"""Every chart, slide, table and workbook speaks its reader's language alone."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from atlas import i18n
from atlas.exports import csv_table
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text.chart_text import ChartText
from tests import spoken
from tests.atlas.charts.every_chart import CHARTS, Drawn

EVERY = [(name, language) for name in sorted(CHARTS) for language in ("en", "de")]
#: what stands in a figure but is never shown
INNER: tuple[str, ...] = (
    "meta",
    "customdata",
    "type",
    "uid",
    "locations",
    "ids",
    "geo",
    "geojson",
    "hoverinfo",
)
INNER += (
    "legendgroup",
    "textinfo",
)

#: what a `ChartText` holds for readers
SHOWN: tuple[str, ...] = (
    "title",
    "subtitle",
    "unit",
    "coverage",
    "notes",
    "explanation",
    "columns",
    "alt",
)
SHOWN += ("file_name",)


def texts(found: Any) -> Iterator[str]:
    """Yield every text that a figure shows: titles, ticks, legends, annotations, hovers."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            if key not in INNER and "color" not in key:
                yield from texts(value)
    elif isinstance(found, list | tuple):
        for one in found:
            yield from texts(one)


@pytest.fixture(params=EVERY, ids="-".join)
def drawn(request: pytest.FixtureRequest, view: View, every: dict[str, Metric]) -> Drawn:
    """Return every chart in every language, which is then the one in use."""
    name, language = request.param
    i18n.use(language)
    return CHARTS[name](view, every)


def test_a_chart_and_its_words(drawn: Drawn) -> None:
    figure, _rows = drawn
    text = ChartText.of(figure)
    said = [getattr(text, part) for part in SHOWN] + [text.source_summary()]
    found = list(texts(figure.to_plotly_json()["data"])) + list(texts(said))
    layout = figure.to_plotly_json()["layout"]
    found += list(texts({key: value for key, value in layout.items() if key != "template"}))
    assert len(found) > 3
    assert spoken.foreign(found, i18n.current()) == []


@pytest.mark.slow
def test_its_slide_its_table_and_its_workbook(drawn: Drawn, request: pytest.FixtureRequest) -> None:
    figure, rows = drawn
    text = ChartText.of(figure)
    # the slides that list the sources are made alike for every chart, and take the longest
    lists_sources = "metrics/ranking" in request.node.name
    made = slides.deck([slides.Slide(figure)], title=text.title, sources=lists_sources)
    deck = Presentation(io.BytesIO(made))
    found = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    found += [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    header = csv_table.csv(rows, text, "german").decode("utf-8-sig").splitlines()[0]
    filled = io.BytesIO(workbook.book([(figure, rows)], title=text.title))
    book = openpyxl.load_workbook(filled, read_only=True)
    found += header.split(";")
    for sheet in book.worksheets:
        found += [sheet.title, *(str(cell.value) for cell in next(sheet.iter_rows(max_row=1)))]
    lines = [line for one in found for line in one.splitlines()]
    assert len(lines) > 5
    assert spoken.foreign(lines, i18n.current()) == []
