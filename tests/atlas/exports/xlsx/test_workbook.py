"""Workbooks, opened again: every number as in the rows and the CSV, charts, sources, selection."""

import csv
import io
import math
from decimal import Decimal
from typing import Any

import openpyxl
import pandas
import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from atlas import gallery, i18n
from atlas.charts.base.trace_role import SCREEN_ONLY, TraceRole
from atlas.db import database
from atlas.exports import csv_table
from atlas.exports.xlsx import data_sheets, workbook
from atlas.gallery import CHARTS, Drawing
from atlas.gallery.evidence import fetch_sources
from atlas.model.choices import Choices
from atlas.model.evidence import cited_source_ids
from atlas.model.metrics import Metric
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text import citation
from atlas.text.chart_text import ChartText
from tests.atlas import about_one
from tests.atlas.charts.every_chart import PICKED

BY_METRIC = ["ranking", "map", "timeline", "distribution"]
OTHERS = ["changes", "foundings", "lifelines", "scatter"]
NUMERIC = {"value", "low", "high", "total", "median", "x", "y", "size"}
NATIVE = {
    "ranking": ["barChart"],
    "changes": ["barChart"],
    "foundings": ["barChart"],
    "timeline": ["lineChart"],
    "distribution": ["scatterChart"],
    "scatter": ["scatterChart"],
    "lifelines": ["scatterChart"],
}


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def book_of(*drawings: Drawing, title: str = "Clusters") -> openpyxl.Workbook:
    return opened(workbook.book([(one.figure, one.rows) for one in drawings], title=title))


def data_sheet(book: openpyxl.Workbook) -> Worksheet:
    """Return the first sheet of data, behind the charts if there are any."""
    return book.worksheets[1 if book.worksheets[0].title == "Charts" else 0]


def lines(sheet: Worksheet, drawing: Drawing) -> list[dict[str, Any]]:
    first, *rest = sheet.iter_rows(values_only=True)
    known = csv_table.columns(ChartText.of(drawing.figure))
    names = {heading: column for column, heading in known.items()}
    return [{names[str(key)]: cell for key, cell in zip(first, row, strict=True)} for row in rest]


def as_in_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(Decimal(repr(value)), "f")
    return f"'{value}" if str(value).startswith(csv_table.FORMULA) else str(value)


def check(drawing: Drawing) -> None:
    """Compare the data sheet with the CSV cell by cell, and its numbers with the rows."""
    sheet = data_sheet(book_of(drawing))
    found = lines(sheet, drawing)
    text = ChartText.of(drawing.figure)
    known = csv_table.columns(text)
    written = csv_table.csv(drawing.rows, text, "german").decode("utf-8-sig")
    for line, plain in zip(
        found, csv.DictReader(io.StringIO(written, newline=""), delimiter=";"), strict=True
    ):
        assert [known[column] for column in line] == list(plain)
        for (column, cell), said in zip(line.items(), plain.values(), strict=True):
            number = isinstance(cell, int | float)
            wanted = said.replace(",", ".") if number else data_sheets.text(said)
            assert as_in_csv(cell) == wanted, column
    for line, row in zip(found, drawing.rows.to_dict("records"), strict=True):
        for column in NUMERIC & line.keys() & row.keys():
            if pandas.isna(row[column]):
                assert line[column] is None
            else:
                assert line[column] == row[column]
                assert not isinstance(line[column], str)


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    derandomize=True,
    max_examples=25,
)
@given(st.data())
def test_every_number_is_the_one_of_the_rows_and_of_the_csv(
    known: Choices, every: dict[str, Metric], data: st.DataObject
) -> None:
    chosen = Selection(
        data.draw(st.integers(known.last_year - 8, known.last_year)),
        groups=tuple(data.draw(st.sets(st.sampled_from(known.ids("groups")), max_size=2))),
        countries=tuple(data.draw(st.sets(st.sampled_from(known.ids("countries")), max_size=2))),
    )
    name = data.draw(st.sampled_from(BY_METRIC + OTHERS))
    options = {"metric": data.draw(st.sampled_from(list(every)))} if name in BY_METRIC else {}
    i18n.use(data.draw(st.sampled_from(["en", "de"])))
    try:
        drawing = gallery.draw(name, view_of(chosen, known), **options)
    except gallery.NothingToDraw:
        return
    finally:
        i18n.use("en")
    check(drawing)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CHARTS))
def test_a_chart_of_everything_is_as_in_the_csv(name: str, view: View) -> None:
    asked = view.only(PICKED) if name.startswith("side-by-side") else view
    try:
        drawing = gallery.draw(name, asked, **about_one.options(name))
    except gallery.NothingToDraw:
        assert name == "changes-in-data", "no earlier version is kept here"
        return
    check(drawing)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(NATIVE))
def test_excel_draws_the_numbers_of_the_figure(name: str, view: View) -> None:
    drawing = gallery.draw(name, view)
    sheet = book_of(drawing)["Charts"]
    kinds = [chart.tagname for chart in sheet._charts]
    assert kinds == NATIVE[name]
    drawn = [cells(sheet, one.val or one.yVal) for one in sheet._charts[0].series]
    for trace in drawing.figure.data:
        unseen = {TraceRole.NAMES, TraceRole.JOINED, TraceRole.WINDOW, *SCREEN_ONLY}
        if TraceRole.of(trace.meta) in unseen or trace.x[0] is None:
            continue
        values = [value for value in numbers_of(trace) if value is not None]
        assert any([v for v in one if v is not None] == values for one in drawn), trace.name


def numbers_of(trace: Any) -> list[Any]:
    if getattr(trace, "orientation", None) == "h":
        return list(reversed(trace.x))
    if trace.type == "bar":
        by_year = dict(zip(trace.x, trace.y, strict=True))
        return [by_year[year] for year in sorted(by_year)]
    return list(trace.y)


def cells(sheet: Worksheet, source: Any) -> list[Any]:
    reference = source.numRef.f.replace("'", "").replace("$", "")
    name, _mark, where = reference.rpartition("!")
    assert name == sheet.title
    return [row[0].value for row in sheet[where if ":" in where else f"{where}:{where}"]]


def test_whiskers_of_hedged_values_are_drawn(view: View) -> None:
    drawing = gallery.draw("ranking", view)
    sheet = book_of(drawing)["Charts"]
    (series,) = sheet._charts[0].series
    bars = drawing.figure.data[0].error_x
    assert series.errBars is not None
    assert cells(sheet, series.errBars.plus) == pytest.approx(list(reversed(bars.array)))
    assert cells(sheet, series.errBars.minus) == pytest.approx(list(reversed(bars.arrayminus)))


def test_each_panel_has_a_chart_and_maps_have_none(view: View) -> None:
    picked = gallery.draw("side-by-side", view.only(PICKED))
    assert len(book_of(picked)["Charts"]._charts) == 6
    assert "Charts" not in book_of(gallery.draw("map", view)).sheetnames


def test_numbers_look_as_such_and_years_as_years(view: View) -> None:
    sheet = data_sheet(book_of(gallery.draw("ranking", view)))
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    assert sheet.cell(2, heads["Value"]).number_format == "#,##0"
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    years = data_sheet(book_of(gallery.draw("ranking", view, metric="founding_year")))
    assert years.cell(2, heads["Value"]).number_format == "0"
    ratio = data_sheet(book_of(gallery.draw("ranking", view, metric="members_per_staff")))
    assert ratio.cell(2, heads["Value"]).number_format.startswith("#,##0.0")


def test_all_sources_are_listed_with_the_sheets_that_use_them(view: View) -> None:
    drawings = [gallery.draw("ranking", view), gallery.draw("foundings", view)]
    book = book_of(*drawings)
    head, *rows = book["Sources"].iter_rows(values_only=True)
    assert head == (
        "Publisher",
        "Title",
        "Date",
        "Retrieved",
        "Address",
        "Used on the sheets",
    )
    listed = {", ".join(str(part) for part in row[:5] if part) for row in rows}
    ids = {one for drawing in drawings for one in cited_source_ids(drawing.rows)}
    assert len(rows) == len(ids)
    assert listed == set(citation.cite_sources(fetch_sources(ids)).values())
    used = {name for row in rows for name in str(row[5]).split(" | ")}
    assert used == {"Members by cluster", "Foundings per year"}


def test_the_selection_is_said(known: Choices) -> None:
    asked = view_of(Selection(2024, groups=("all-energy",)), known)
    drawing = gallery.draw("ranking", asked)
    book = book_of(drawing, title="Energy")
    text = ChartText.of(drawing.figure)
    cells = [cell for row in book["Selection"].iter_rows(values_only=True) for cell in row]
    for part in (text.title, text.selection, text.year, text.coverage, text.source_summary()):
        assert part in cells
    assert "\n".join(text.notes) in cells
    assert database.version() in cells
    assert book.properties.title == "Energy"


def test_german_workbooks_are_german(view: View) -> None:
    with i18n.speaking("de"):
        drawing = gallery.draw("ranking", view)
        book = book_of(drawing)
        names = csv_table.columns(ChartText.of(drawing.figure))
    assert "Mitglieder nach Cluster" in book.sheetnames
    sheet = book["Mitglieder nach Cluster"]
    heads = [cell.value for cell in sheet[1]]
    assert "Wert" in heads
    assert all(head in names.values() for head in heads)
    exact = heads.index(names["exact"]) + 1
    words = {sheet.cell(row, exact).value for row in range(2, sheet.max_row)}
    assert words == {"ja", "nein"}


def saying(title: str) -> go.Figure:
    """Return a figure of no chart with a title."""
    text = ChartText(title=title, selection="All clusters", year=2025)
    return go.Figure(layout={"meta": text.to_meta()})


@pytest.mark.slow
@settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=45), min_size=1, max_size=4))
@example(["a" * 40, "A" * 40, "a" * 40])
@example(["Sources", "HISTORY", "'x'", "[]:*?/\\", "", "\U0001f30d" * 31])
def test_any_title_makes_sheets_that_excel_accepts(titles: list[str]) -> None:
    rows = pandas.DataFrame({"name": ["x"]})
    data = workbook.book([(saying(title), rows) for title in titles], title="x")
    names = opened(data).sheetnames
    assert len({name.lower() for name in names}) == len(titles) + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"


@settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12))
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    texts = [f"{sign}{text}" for sign in ("=", "+", "-", "@", "{=", "https://", "1")]
    rows = pandas.DataFrame({"name": texts, "note": texts}, dtype=object)
    sheet = opened(workbook.book([(saying("x"), rows)], title="x")).worksheets[0]
    for row, meant in zip(sheet.iter_rows(min_row=2), texts, strict=True):
        for cell in row[:2]:
            assert (cell.value, cell.data_type) == (meant, "s")
            assert cell.hyperlink is None


def test_a_text_too_long_for_a_cell_ends_with_a_whole_source() -> None:
    sources = " | ".join(f"Source number {place} of many" for place in range(2000))
    rows = pandas.DataFrame({"name": ["x"], "source": [sources]})
    sheet = opened(workbook.book([(saying("x"), rows)], title="x")).worksheets[0]
    kept = str(sheet["B2"].value)
    assert 32_000 < len(kept) <= 32_767
    assert kept.endswith(" of many | …")
    assert sources.startswith(kept.removesuffix("…"))


def test_nothing_known_is_an_empty_cell() -> None:
    rows = pandas.DataFrame({"name": ["x", None], "value": [math.nan, 0.0]})
    sheet = opened(workbook.book([(saying("x"), rows)], title="x")).worksheets[0]
    rows_there = sheet.iter_rows(min_row=2, max_col=2)
    assert [[cell.value for cell in row] for row in rows_there] == [
        ["x", None],
        [None, 0],
    ]
