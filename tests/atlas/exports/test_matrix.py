"""Every chart in every format, on full, one-row, hedged and empty data: each file opens."""

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from atlas import gallery
from atlas.exports import csv_table, server_picture
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing, NothingToDraw
from atlas.model.choices import Choices, choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import chart_text
from atlas.text.chart_text import ChartText
from tests.atlas import about_one

#: what is selected -> the filters; hedged: clusters whose members are all "more than", "about"…
DATA: dict[str, dict[str, Any]] = {
    "full": {},
    "one row": {"clusters": ("niro",)},
    "hedged": {"clusters": ("cyberforum", "cap-digital", "systematic-paris-region")},
    "empty": {"search": "nosuchcluster"},
}
#: side by side compares a few, so "full" means twelve
TWELVE = (
    "niro",
    "silicon-saxony",
    "hamburg-aviation",
    "foodregio",
    "mowin-net",
    "cyberlago",
    "chemie-cluster-bayern",
    "medianet-berlinbrandenburg",
    "mahreg-automotive",
    "autoregion",
    "cyberforum",
    "cap-digital",
)
#: charts that have nothing to say about few clusters, or about a version nobody kept
SILENT = {
    *(("changes-in-data", data) for data in DATA),
    ("specialisation", "one row"),
    ("specialisation", "hedged"),
    ("cohorts", "one row"),
    ("cohorts", "hedged"),
    ("conflicts", "one row"),
    ("conflicts", "hedged"),
    ("label-timeline", "one row"),
    ("label-timeline", "hedged"),
}
every_chart = pytest.mark.parametrize("chart", sorted(gallery.CHARTS))
every_data = pytest.mark.parametrize("data", sorted(DATA))


def asked(chart: str, data: str, known: Choices) -> View:
    filters = DATA[data]
    if chart.startswith("side-by-side") and data == "full":
        filters = {"clusters": TWELVE}
    return view_of(Selection(known.last_year, **filters), known)


def drawn(chart: str, data: str, known: Choices) -> Drawing | None:
    """Return the chart; None where there is nothing to draw, which is then said in a sentence."""
    about = about_one.options(chart)
    try:
        drawing = gallery.draw(chart, asked(chart, data, known), **about)
    except NothingToDraw as nothing:
        said = str(nothing)
        drawing = None
    if drawing is None:
        assert said.endswith(".")
        assert data == "empty" or (chart, data) in SILENT
        return None
    # one cluster and a map can be shown whatever is selected beside
    assert data != "empty" or about or chart == "map"
    return drawing


@pytest.mark.parametrize(
    "data",
    [
        data if data == "full" else pytest.param(data, marks=pytest.mark.slow)
        for data in sorted(DATA)
    ],
)
@every_chart
def test_slide(chart: str, data: str, known: Choices) -> None:
    drawing = drawn(chart, data, known)
    if drawing is None:
        return
    made = slides.deck([slides.Slide(drawing.figure)], title="One", cover=False, sources=False)
    every = list(Presentation(io.BytesIO(made)).slides)
    title = chart_text.heading(drawing.figure)
    for place, slide in enumerate(every, start=1):
        # long tables, and charts of many rows, take more than one slide
        part = f" ({place} of {len(every)})" if len(every) > 1 else ""
        assert slide.shapes.title.text_frame.text.replace("\u00a0", " ") == title + part
        native = [one.has_chart or one.has_table or one.shape_type == 6 for one in slide.shapes]
        assert any(native)


def test_twelve_side_by_side_make_a_deck_whatever_the_title(known: Choices) -> None:
    drawing = drawn("side-by-side", "full", known)
    assert drawing
    made = slides.deck([slides.Slide(drawing.figure)], title="long " * 80)
    assert len(Presentation(io.BytesIO(made)).core_properties.title) == 255


@pytest.mark.slow
@every_data
@every_chart
def test_workbook_and_table_hold_the_same_rows(chart: str, data: str, known: Choices) -> None:
    drawing = drawn(chart, data, known)
    if drawing is None:
        return
    text = ChartText.of(drawing.figure)
    book = load_workbook(io.BytesIO(workbook.book([(drawing.figure, drawing.rows)], title="One")))
    lines = list(
        csv.reader(io.StringIO(csv_table.csv(drawing.rows, text, "international").decode()))
    )
    sheets = [sheet for sheet in book if sheet.max_row >= len(lines) and sheet.auto_filter.ref]
    assert sheets, "the sheet with the rows"
    assert len(lines) == 1 + len(drawing.rows)


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=12)
@given(
    st.sampled_from(["members", "members_per_staff", "members_growth_pct_per_year", "staff"]),
    st.sampled_from(["", "all-automotive-mobility", "all-ict-digital", "all-life-sciences-health"]),
    st.integers(2012, 2025),
)
def test_numbers_are_the_same_everywhere(metric: str, group: str, year: int) -> None:
    """Screen, slide, workbook and table agree to the last digit."""
    chosen = Selection(year, groups=(group,) if group else ())
    asked = view_of(chosen, choices())
    try:
        drawing = gallery.draw("ranking", asked, metric=metric, most="40")
    except NothingToDraw:
        return
    figure, rows = drawing.figure, drawing.rows
    screen = dict(zip(figure.data[0].customdata, figure.data[0].x, strict=True))
    lines = csv.DictReader(
        io.StringIO(csv_table.csv(rows, ChartText.of(figure), "international").decode(), newline="")
    )
    by_cluster = {line["cluster_id"]: float(line["value"]) for line in lines}
    assert by_cluster == dict(zip(rows["cluster_id"], rows["value"], strict=True))
    assert screen.items() <= by_cluster.items()
    made = slides.deck([slides.Slide(figure)], title="x", cover=False, sources=False)
    charts = [
        shape.chart
        for slide in Presentation(io.BytesIO(made)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    bars = [
        value for chart in charts for value in chart.plots[0].series[0].values if value is not None
    ]
    assert sorted(bars) == sorted(screen.values())
    book = load_workbook(io.BytesIO(workbook.book([(figure, rows)], title="x")))
    sheet = next(one for one in book if one.auto_filter.ref)
    head, *body = sheet.iter_rows(values_only=True)
    values = [row[head.index("Value")] for row in body]
    assert values == rows["value"].tolist()


@pytest.mark.slow
@pytest.mark.usefixtures("studio")
@every_data
@every_chart
def test_pictures(chart: str, data: str, known: Choices) -> None:
    drawing = drawn(chart, data, known)
    if drawing is None:
        return
    figure = drawing.figure
    if data == "full":  # a PNG is drawn from the SVG, so one of each chart will do
        with Image.open(io.BytesIO(server_picture.picture(figure, "png", scale=1))) as picture:
            assert picture.width == 1280
    root = ElementTree.fromstring(server_picture.picture(figure, "svg"))
    words = " ".join(
        "".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")
    )
    assert ChartText.of(figure).title in words
