"""Heatmap: any matrix, readable on a phone; what is not reported is never zero nor the lowest."""

import io
import json
import math
from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest
from pptx import Presentation

from atlas.charts.base import heatmap, style
from atlas.exports.pptx import slides
from atlas.gallery.evidence import fetch
from atlas.model.view import View
from atlas.text.chart_text import ChartText

NONE = math.nan


def matrix(
    view: View, cells: Mapping[tuple[str, str], float], text: str = "{:,.0f}", **said: Any
) -> go.Figure:
    """Draw `cells`: (row, column) -> value; names are the ids in capitals."""
    rows = pandas.DataFrame(
        {
            "row_id": row,
            "column_id": column,
            "value": value,
            "text": "" if math.isnan(value) else text.format(value),
            "hover": f"{row} {column}",
        }
        for (row, column), value in cells.items()
    )
    down = {row: row.upper() for row, _column in cells}
    across = {column: column.upper() for _row, column in cells}
    cited = view.run("metric_by_cluster", metric="members")
    said = {"title": "Title", "alt": "alt", "evidence": fetch(view, cited)} | said
    return heatmap.figure(rows, down, across, view, cited, **said)


def grid(rows: int, columns: int, value: float = 1.0) -> dict[tuple[str, str], float]:
    return {(f"r{r}", f"c{c}"): value + r + c for r in range(rows) for c in range(columns)}


def test_cells_stand_where_they_belong(view: View) -> None:
    figure = matrix(view, {("a", "x"): 1, ("a", "y"): 2, ("b", "y"): 4})
    (trace,) = figure.data
    assert list(trace.x) == ["X", "Y"]
    assert list(trace.y) == ["B", "A"], "from the bottom, so that the first row is on top"
    assert [list(line) for line in trace.z] == [[None, 4], [1, 2]]
    assert trace.text[1] == ["1", "2"]
    assert trace.hovertext[0][1] == "b y"
    assert trace.customdata[0][1] == ["b", "y"]


def test_what_is_not_reported_is_grey_and_said(view: View) -> None:
    figure = matrix(view, {("a", "x"): 5, ("a", "y"): NONE, ("b", "x"): 0})
    (trace,) = figure.data
    assert trace.z[1] == [5, None]
    assert trace.text[1][1] == heatmap.MISSING
    assert trace.text[0][1] == "", "a pair that nobody gave is blank"
    (grey,) = figure.layout.shapes
    assert (grey.x0, grey.x1) == (0.5, 1.5)
    assert grey.y0 < 1 < grey.y1
    assert grey.fillcolor == style.silent()
    assert style.silent() not in {colour for _place, colour in trace.colorscale}
    assert any("not reported" in note for note in ChartText.of(figure).notes)
    whole = matrix(view, {("a", "x"): 5})
    assert not whole.layout.shapes
    assert not any("not reported" in note for note in ChartText.of(whole).notes)


def test_a_true_zero_stays_a_value(view: View) -> None:
    figure = matrix(view, {("a", "x"): 0, ("a", "y"): 3})
    assert figure.data[0].z[0] == [0, 3]
    assert figure.data[0].text[0][0] == "0"


@pytest.mark.parametrize(
    ("rows", "columns", "drawn"),
    [
        (1, 1, (1, 1)),
        (16, 1, (16, 1)),
        (1, 13, (1, 13)),
        (1, 16, (16, 1)),
        (13, 40, (40, 13)),
        (16, 40, (16, 13)),
    ],
)
def test_turned_or_cut_until_a_phone_shows_it(
    rows: int, columns: int, drawn: tuple[int, int], view: View
) -> None:
    figure = matrix(view, grid(rows, columns), "{:03.0f}")
    (trace,) = figure.data
    assert (len(trace.y), len(trace.x)) == drawn
    assert len(trace.x) * (3 * heatmap.LETTER + heatmap.GAP) <= heatmap.PHONE
    notes = ChartText.of(figure).notes
    assert ("The first 13 of 40 columns are shown." in notes) == (drawn == (16, 13))


def test_the_widest_line_decides_how_many_columns_fit() -> None:
    short, middle, long = (heatmap.fit_columns([text]) for text in ("12", "1,234", "12,345,678"))
    assert heatmap.fit_columns(["1", "12"]) == short > middle > long >= 1
    assert heatmap.fit_columns(["1,234<br>5/7"]) == heatmap.fit_columns(["1,234"])


def test_columns_without_words_may_be_narrow(view: View) -> None:
    cells = grid(3, 26)
    figure = matrix(view, cells, "")
    assert len(figure.data[0].x) == 26


def luminance(code: str) -> float:
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_are_readable_on_every_shade(mode: str, view: View) -> None:
    figure = style.for_mode(matrix(view, {("a", "x"): 5, ("a", "y"): NONE}), mode)
    drawn = json.loads(figure.to_json())
    (trace,) = drawn["data"]
    ink = luminance(trace["textfont"]["color"])
    shades = [colour for _place, colour in trace["colorscale"]]
    for shade in [*shades, drawn["layout"]["shapes"][0]["fillcolor"]]:
        light, dark = sorted((ink, luminance(shade)), reverse=True)
        assert round((light + 0.05) / (dark + 0.05), 1) >= 4.5, shade


def test_wide_ranges_are_shaded_by_their_logarithm_and_say_so(view: View) -> None:
    wide = matrix(view, {("a", "x"): 1, ("a", "y"): 10, ("b", "x"): 1000})
    assert wide.data[0].z[0][0] == pytest.approx(3)
    assert wide.data[0].meta["values"][0][0] == 1000
    assert "Shades follow the logarithm." in ChartText.of(wide).notes
    assert matrix(view, {("a", "x"): 1, ("a", "y"): 2}).data[0].z[0] == [1, 2]


def test_caption_is_the_callers(view: View) -> None:
    figure = matrix(view, grid(2, 2), notes=["Own note."], unit="members", explained="How.")
    text = ChartText.of(figure)
    assert text.notes[0] == "Own note."
    assert (text.unit, text.explanation, text.title) == ("members", "How.", "Title")
    assert text.sources


def test_slide_holds_the_same_cells(view: View) -> None:
    figure = matrix(view, {("a", "x"): 5, ("a", "y"): NONE, ("b", "x"): 7, ("b", "y"): 9})
    made = slides.deck([slides.Slide(figure)], title="x", cover=False, sources=False)
    (slide,) = Presentation(io.BytesIO(made)).slides
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert lines == [["", "X", "Y"], ["A", "5", "–"], ["B", "7", "9"]]
