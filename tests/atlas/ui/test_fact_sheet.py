"""The fact sheet: two slides for every cluster, native and editable, with its evidence."""

import io
from typing import Any

import pytest
from pptx import Presentation

from atlas import gallery, i18n
from atlas.model.view import View
from atlas.state.basket import TemplateChoice
from atlas.ui import fact_sheet
from atlas.ui import table as table_view

HOUSE = TemplateChoice(None, True)


def made(view: View, cluster: str, language: str = "en") -> list[Any]:
    deck = fact_sheet.make_deck(view, {"cluster": cluster}, HOUSE, language, "http://atlas.test")
    return list(Presentation(io.BytesIO(deck)).slides)


def cells(slide: Any) -> list[list[str]]:
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_first_slide_holds_the_figures_of_the_page(view: View) -> None:
    slide, _story = made(view, "silicon-saxony")
    assert slide.shapes.title.text_frame.text == "Silicon Saxony e.V.: who and how many"
    head, *rows = cells(slide)
    assert head == ["Figure", "Value", "Also stated", "Among its peers", "Source"]
    page = table_view.read_frame(gallery.draw("profile-figures", view, cluster="silicon-saxony"))
    page = page.map(lambda cell: getattr(cell, "words", cell))
    alike = ["Figure", "Also stated", "Among its peers", "Source"]
    on_page = [list(row) for row in page[alike].itertuples(index=False)]
    assert on_page[: len(rows)] == [[row[0], *row[2:]] for row in rows]
    assert rows[0][:2] == ["Members", "490 (2024)"]
    notes = slide.notes_slide.notes_text_frame.text
    assert "http://atlas.test/profile?" in notes
    assert "Cluster initiative expedition" in notes
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Seat: Dresden, Saxony" in words


def test_second_slide_holds_native_charts_with_the_stated_values(view: View) -> None:
    _figures, slide = made(view, "hamburg-aviation")
    charts = {shape.name: shape.chart for shape in slide.shapes if shape.has_chart}
    assert list(charts) == ["Members", "Staff", "Milestones", "Labels, programmes and networks"]
    # the stated values, of which growth is worked out
    values = [list(one.values) for one in charts["Members"].plots[0].series]
    assert [15, 100, 175] in values
    growth = ((175 / 15) ** (1 / (2019 - 2011)) - 1) * 100
    rows = gallery.draw("profile-figures", view, cluster="hamburg-aviation").rows
    stated = rows.set_index("metric_id").loc["members_growth_pct_per_year", "value"]
    assert stated == pytest.approx(growth)


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(
    "cluster", ["crea-hydro-energy", "windcomm-sh", "luxembourg-cleantech", "technologymountains"]
)
def test_two_slides_however_little_or_much_is_known(view: View, cluster: str, wide: bool) -> None:
    template = TemplateChoice(None, wide)
    deck = fact_sheet.make_deck(view, {"cluster": cluster}, template, "de", "")
    slides = list(Presentation(io.BytesIO(deck)).slides)
    assert len(slides) == 2
    for slide in slides:
        assert any(shape.has_chart or shape.has_table for shape in slide.shapes)


def test_it_speaks_the_language_in_use(view: View) -> None:
    slide, _story = made(view, "niro", "de")
    assert ["Mitglieder", "72 (2022)"] in [row[:2] for row in cells(slide)]
    assert "Früher: 72 (2020; " in " ".join(one for row in cells(slide) for one in row)
    assert i18n.current() == "en"


def test_narrow_slides_and_peers_picked_by_hand(view: View) -> None:
    options = {"cluster": "niro", "peers": "silicon-saxony", "weights": ""}
    deck = fact_sheet.make_deck(view, options, TemplateChoice(None, False), "en", "")
    slides = list(Presentation(io.BytesIO(deck)).slides)
    assert len(slides) == 2
    members = next(row for row in cells(slides[0]) if row[0] == "Members")
    assert members[3] == "less than the only peer that reports it"
