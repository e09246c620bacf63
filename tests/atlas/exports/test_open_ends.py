"""An open hedge such as “more than 170” ends in an arrow, on slides and in workbooks too."""

import io

import openpyxl
import pytest
from pptx import Presentation

from atlas import gallery
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText

ARROW = "▶"
NAMES = {"mahreg-automotive": True, "niro": False, "autoregion": False}


@pytest.fixture
def view(known: Choices) -> View:
    """MAHREG has more than 170 members, NIRO 72, autoregion about 200."""
    return view_of(Selection(known.last_year, clusters=tuple(NAMES)), known)


@pytest.fixture
def drawing(view: View) -> Drawing:
    return gallery.draw("ranking", view, metric="members")


def test_a_slide_draws_an_arrow_at_open_ends_alone(drawing: Drawing) -> None:
    made = slides.deck([slides.Slide(drawing.figure)], title="One", cover=False, sources=False)
    (slide,) = Presentation(io.BytesIO(made)).slides
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    words = chart._chartSpace.xpath(".//a:t/text()")
    assert [text for text in words if ARROW in text] == [f"{ARROW} more than 170 (2019)"]
    assert "about 200 (2021–24)" in words


def test_the_table_of_a_workbook_chart_has_the_arrow(drawing: Drawing) -> None:
    data = workbook.book([(drawing.figure, drawing.rows)], title="One")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    (open_ended,) = [cell for cell in cells if ARROW in cell]
    assert open_ended.endswith(f"more than 170 (2019) {ARROW}")


def test_a_rank_that_an_assumption_decides_says_so(view: View) -> None:
    all_clusters = gallery.draw("ranking", view_of(Selection(view.year), view.known))
    text = ChartText.of(all_clusters.figure)
    assert any("“more than” reaches to 1.2 times the value" in note for note in text.notes)
    assert "More than: 1 to 1.2 times the value" in text.explanation
    # 170 or more is ahead of 72 whatever is assumed
    apart = view_of(Selection(view.year, clusters=("mahreg-automotive", "niro")), view.known)
    notes = ChartText.of(gallery.draw("ranking", apart).figure).notes
    assert not any("assumption" in note for note in notes)
