"""A cluster that is only active in the region chosen is marked so, wherever it is shown."""

import pytest

from atlas import gallery, i18n
from atlas.exports import csv_table, worded_rows
from atlas.exports.pptx import slides
from atlas.exports.pptx.template.opening import open_template
from atlas.gallery import highlights
from atlas.model import selection
from atlas.model.choices import Choices
from atlas.model.metrics import Metric
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from atlas.text.places import elsewhere_count
from tests.atlas.exports.pptx import opened

MARK = "also active here, seat in North Rhine-Westphalia"


@pytest.fixture
def saarland(known: Choices) -> View:
    return view_of(selection.parse({"region": "DE-SL"}, known), known)


def test_a_ranking_and_its_files_say_where_the_seat_is(saarland: View) -> None:
    drawing = gallery.draw("ranking", saarland, metric="members")
    text = ChartText.of(drawing.figure)
    drawn = drawing.figure.to_json()
    assert "IVAM" in drawn
    assert "(seat in North Rhine-Westphalia)" in drawn
    assert MARK in drawn
    assert any("only active here" in note for note in text.notes)
    table = csv_table.frame(drawing.rows, text, words=False).set_index("cluster_id")
    assert table.loc["ivam", "seat_elsewhere"] == MARK
    assert table["seat_elsewhere"].isna()["autoregion"]
    with i18n.speaking("de"):
        shown = worded_rows.frame(drawing.rows, text)
    assert "auch hier aktiv, Sitz: Nordrhein-Westfalen" in set(shown["Hier aktiv, Sitz anderswo"])


def test_a_seat_that_is_not_known_is_said_to_be_so(known: Choices) -> None:
    """No source says where in Germany the network of Saxony's suppliers has its seat."""
    view = view_of(selection.parse({"region": "DE-SN"}, known), known)
    drawn = gallery.draw("ranking", view, metric="members").figure.to_json()
    assert "Netzwerk Automobilzulieferer Sachsen (seat not known)" in drawn
    assert "(seat in Germany)" not in drawn


@pytest.mark.parametrize("wide", [True, False])
def test_no_slide_cuts_off_where_a_seat_is(saarland: View, wide: bool) -> None:
    figure = gallery.draw("ranking", saarland, metric="members").figure
    deck = slides.deck([slides.Slide(figure)], open_template(wide=wide), title="x", cover=False)
    (chart,) = opened.charts(opened.presentation(deck).slides[0])
    names = opened.series(chart)[0].x
    assert [name for name in names if name.endswith("(seat in North Rhine-Westphalia)")]


def test_a_map_shows_rings_and_shades_the_region_alone(saarland: View) -> None:
    drawing = gallery.draw("map", saarland, metric="members", stat="sum")
    assert drawing.rows["region_id"].tolist() == ["DE-SL"]
    rings = [trace for trace in drawing.figure.data if "seat elsewhere" in (trace.name or "")]
    assert len(rings) == 1
    assert "ivam" in rings[0].customdata
    assert any(MARK in hover for hover in rings[0].hovertext)
    discs = [one for trace in drawing.figure.data if trace.type == "scattergeo" for one in [trace]]
    assert sum("ivam" in (trace.customdata or ()) for trace in discs) == 1


def test_by_seat_nobody_is_marked(known: Choices) -> None:
    view = view_of(selection.parse({"region": "DE-SL", "place": "seat"}, known), known)
    assert view.words == "Saarland (by seat)"
    assert view.elsewhere == 0
    assert elsewhere_count(view) == ""
    drawing = gallery.draw("ranking", view, metric="members")
    assert "IVAM" not in drawing.figure.to_json()
    table = csv_table.frame(drawing.rows, ChartText.of(drawing.figure), words=True)
    assert "seat_elsewhere" not in table
    assert selection.parse(view.selection.address(known), known) == view.selection


def test_the_heading_and_the_sentences_say_so(saarland: View, every: dict[str, Metric]) -> None:
    assert (
        elsewhere_count(saarland)
        == f"{saarland.elsewhere} of them with their seats elsewhere or not known"
    )
    said = {one.about: one.text for one in highlights.sentences(saarland, every)}
    assert said["largest"].startswith("Composites United e.V. (seat in Berlin)")


def test_an_unknown_word_for_the_switch_is_named(known: Choices) -> None:
    assert selection.parse({"place": "there"}, known).ignored == ("place: there",)
    assert selection.parse({"place": "active"}, known) == selection.parse({}, known)
