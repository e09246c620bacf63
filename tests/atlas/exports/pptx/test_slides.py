"""Slides: decks of every chart, opened again and checked shape by shape, number by number."""

import dataclasses
import re
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import gallery, i18n
from atlas.exports.figure_reader import UnreadableFigure
from atlas.exports.pptx import slide_text, slides, source_slides, text_fit
from atlas.exports.pptx.template import opening
from atlas.gallery import Drawing
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.atlas.charts.every_chart import PICKED
from tests.atlas.exports.pptx import compared, open_xml, opened

#: every chart with the options that change what it is made of
CHARTS: list[tuple[str, dict[str, str]]] = [
    ("ranking", {}),
    ("ranking", {"most": "40"}),
    ("ranking", {"metric": "founding_year"}),
    ("changes", {}),
    ("map", {}),
    ("map", {"stat": "count", "area": "europe", "at": "covered"}),
    ("timeline", {}),
    ("timeline", {"axis": "age"}),
    ("timeline", {"by": "sector"}),
    ("foundings", {}),
    ("lifelines", {}),
    ("scatter", {}),
    ("scatter", {"size": "region_employees", "scale": "linear"}),
    ("distribution", {}),
    ("distribution", {"metric": "founding_year", "by": "country"}),
    ("side-by-side", {}),
]
SELECTIONS = {
    "all": Selection(2025),
    "one row": Selection(2025, clusters=("niro",)),
    "hedged": Selection(2025, clusters=("acstyria", "pole-vehicule-du-futur", "cap-digital")),
}


def drawn(name: str, options: dict[str, str], which: str, known: Choices) -> Drawing:
    asked = view_of(SELECTIONS[which], known)
    if name.startswith("side-by-side") and which == "all":
        asked = asked.only(PICKED)
    return gallery.draw(name, asked, **options)


def one_slide(figure: go.Figure, **said: Any) -> tuple[bytes, Any]:
    """Return a deck of one chart and the chart's slide."""
    deck = slides.deck([slides.Slide(figure, **said)], title="Deck", sources=False)
    return deck, opened.presentation(deck).slides[1]


@pytest.mark.slow
@pytest.mark.parametrize("which", SELECTIONS)
@pytest.mark.parametrize(("name", "options"), CHARTS, ids=str)
def test_every_chart_says_on_its_slide_what_the_figure_says(
    name: str, options: dict[str, str], which: str, known: Choices
) -> None:
    drawing = drawn(name, options, which, known)
    figure, rows = drawing.figure, drawing.rows
    deck, slide = one_slide(figure, link="https://atlas.example/map?year=2025")
    assert open_xml.problems(deck) == []
    text, words = ChartText.of(figure), opened.words(slide)
    for part in (text.title, text.subtitle, text.coverage):
        assert part in words
    # a unit that the title names is not said twice
    assert text.unit.casefold() in words.casefold()
    named = [re.sub(r",? ?https?://\S+$", "", cited) for cited in text.sources]
    assert text.source_summary() in words or all(cited in words for cited in named)
    assert all(note in words for note in text.notes)
    for date in filter(None, (text.first_as_of, text.last_as_of)):
        assert i18n.date(date) in words
    assert any(text.alt in told for told in opened.told(slide).values())
    notes = slide.notes_slide.notes_text_frame.text
    assert all(cited in notes for cited in text.sources)
    assert "https://atlas.example/map?year=2025" in notes
    if name == "map":
        compared.map(figure, slide)
    elif len(opened.presentation(deck).slides) == 2:
        # those in parts are compared in test_letters.py
        compared.charts(figure, slide)
    compared.rows(name, options, figure, rows)


def test_the_message_is_the_title_and_what_the_chart_is_about_stands_under_it(view: View) -> None:
    i18n.use("de")
    figure = gallery.draw("ranking", view).figure
    text = ChartText.of(figure)
    titled = {}
    for own in ("", "Wer vorn liegt"):
        _deck, slide = one_slide(figure, title=own)
        title = slide.shapes.title.text_frame.text
        titled[title] = [
            p.text for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs
        ]
    message, own = titled
    assert message.startswith("Höchste Angabe: CyberForum e.V., mehr als 1.200 Mitglieder (")
    assert not message.endswith(".")
    assert own == "Wer vorn liegt"
    for texts in titled.values():
        assert f"{text.title} · {text.subtitle}" in texts


def test_a_table_and_a_chart_without_a_short_message_keep_their_names(view: View) -> None:
    for name in ("sources", "side-by-side"):
        figure = gallery.draw(name, view.only(PICKED)).figure
        _deck, slide = one_slide(figure)
        text = ChartText.of(figure)
        assert slide.shapes.title.text_frame.text.startswith(text.title)
        assert f"{text.title} · " not in opened.words(slide)


@pytest.mark.slow
@settings(deadline=None, max_examples=15, derandomize=True)
@given(
    values=st.lists(
        st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-(10**9), 10**9) | st.none(),
        min_size=1,
        max_size=12,
    ).filter(lambda found: any(one is not None for one in found)),
    across=st.booleans(),
)
def test_numbers_are_the_same_to_the_last_digit(values: list[Any], across: bool) -> None:
    names = [f"row {place}" for place in range(len(values))]
    bars = go.Bar(x=values, y=names, orientation="h") if across else go.Bar(x=names, y=values)
    places = [place / 7 for place in range(len(values))]
    for figure in (go.Figure(bars), go.Figure(go.Scatter(x=places, y=values, mode="markers"))):
        ChartText(title="Any").put_on(figure)
        deck, slide = one_slide(figure)
        assert open_xml.problems(deck) == []
        (one,) = opened.series(opened.charts(slide)[0])
        assert one.y == values
        if figure.data[0].type == "scatter":
            assert one.x == places


@pytest.mark.parametrize("size", ["none", "events_per_year"])
def test_names_at_the_points_of_a_scatter_are_on_its_slide(size: str, view: View) -> None:
    figure = gallery.draw("scatter", view, size=size).figure
    named = {text for trace in figure.data for text in trace.text or () if text}
    assert named
    deck, slide = one_slide(figure)
    assert open_xml.problems(deck) == []
    (chart,) = opened.charts(slide)
    written = chart.xpath(".//c:dLbl//a:t")
    assert {one.text for one in written} == named


@pytest.mark.parametrize("wrong", [go.Pie(values=[1, 2]), go.Scatter3d(x=[1], y=[1], z=[1])])
def test_an_unknown_trace_is_refused_by_name(wrong: Any, view: View) -> None:
    good = gallery.draw("ranking", view).figure
    bad = go.Figure(wrong)
    ChartText(title="Odd one").put_on(bad)
    house = opening.open_template()
    with pytest.raises(UnreadableFigure, match=f"Odd one.*{wrong.type}"):
        slides.deck([slides.Slide(good), slides.Slide(bad)], house, title="Deck")
    assert len(house.presentation.slides) == 0


def test_bars_and_points_on_one_pair_of_axes_are_refused() -> None:
    both = go.Figure([go.Bar(x=[1], y=[2]), go.Scatter(x=[1], y=[2])])
    with pytest.raises(UnreadableFigure, match="bar \\+ scatter"):
        slides.deck([slides.Slide(both, title="Both")], title="Deck")


def test_series_take_the_colours_of_the_theme(view: View) -> None:
    _deck, slide = one_slide(gallery.draw("changes", view).figure)
    fills = [one.fill for one in opened.series(opened.charts(slide)[0])]
    assert fills == [f"accent{place}" for place in range(1, 7)] + ["tx1"]


def test_tables_and_heatmaps_become_native_tables() -> None:
    heat = go.Figure(go.Heatmap(z=[[1, 2], [3, None]], x=["a", "b"], y=["low", "high"]))
    cells = go.Table(
        header={"values": ["Name", "Members"]}, cells={"values": [["x", "y"], [1, 2.5]]}
    )
    for figure, meant in (
        (heat, [["", "a", "b"], ["high", "3", "–"], ["low", "1", "2"]]),
        (go.Figure(cells), [["Name", "Members"], ["x", "1"], ["y", "2.5"]]),
    ):
        ChartText(title="Table", alt="Said").put_on(figure)
        deck, slide = one_slide(figure)
        assert open_xml.problems(deck) == []
        (table,) = (shape.table for shape in slide.shapes if shape.has_table)
        assert [[cell.text for cell in row.cells] for row in table.rows] == meant


def test_a_deck_has_cover_contents_charts_and_sources(view: View) -> None:
    names = ["ranking", "foundings", "map"]
    figures = [gallery.draw(name, view).figure for name in names]
    done: list[tuple[int, int]] = []
    deck = slides.deck(
        [
            slides.Slide(figures[0], title="My own title", comment="Look here"),
            *map(slides.Slide, figures[1:]),
        ],
        title="All clusters",
        subtitle="Spring",
        progress=lambda at, of: done.append((at, of)),
    )
    assert open_xml.problems(deck) == []
    pages = list(opened.presentation(deck).slides)
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert "All clusters" in opened.words(pages[0])
    assert "Spring" in opened.words(pages[0])
    titles = ["My own title", *(ChartText.of(figure).title for figure in figures[1:])]
    for place, title in enumerate(titles, start=1):
        assert f"{place}. {title}" in opened.words(pages[1])
        assert title in opened.words(pages[1 + place])
    written = [page.shapes.title.text_frame.text for page in pages[2:5]]
    assert written == ["My own title", *(ChartText.of(one).headline() for one in figures[1:])]
    assert "Look here" in opened.words(pages[2])
    leads = [
        one.get(f"{open_xml.R}id") for one in pages[1]._element.iter(f"{open_xml.A}hlinkClick")
    ]
    assert [pages[1].part.related_part(one) for one in leads] == [page.part for page in pages[2:5]]
    listed = "\n".join(opened.words(page) for page in pages[5:])
    cited = {source for figure in figures for source in ChartText.of(figure).sources}
    short = [entry.text.split(" ", 1)[1] for entry in source_slides.entries(list(cited))]
    assert all(source in listed for source in short)
    addresses = {entry.address for entry in source_slides.entries(list(cited)) if entry.address}
    linked = {
        relation.target_ref
        for page in pages[5:]
        for relation in page.part.rels.values()
        if relation.is_external
    }
    assert linked == addresses
    assert len(pages) > 6


@pytest.mark.slow
def test_nothing_stands_on_anything_else_or_off_the_slide(view: View) -> None:
    i18n.use("de")
    for name, options in CHARTS:
        asked = (
            view.only(view.known.clusters["id"].tolist()[:12])
            if name.startswith("side-by-side")
            else view
        )
        figure = gallery.draw(name, asked, **options).figure
        text = ChartText.of(figure)
        longer = (*text.notes, "Donaudampfschifffahrtsgesellschaft " * 30)
        dataclasses.replace(text, notes=longer).put_on(figure)
        deck, slide = one_slide(figure, comment="Ein Kommentar. " * 20)
        shown = opened.presentation(deck)
        wide, high = shown.slide_width or 0, shown.slide_height or 0
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for left, top, right, bottom, box in boxes:
            assert 0 <= left < right <= wide, (name, box)
            assert 0 <= top < bottom <= high, (name, box)
        for shape in slide.shapes:
            if shape.has_text_frame and not shape.is_placeholder:
                held = [one.text for one in shape.text_frame.paragraphs]
                size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                needed = text_fit.height(held, size, shape.width / text_fit.EMU - slide_text.INSET)
                assert needed <= shape.height / text_fit.EMU + 0.1, (name, held)
                assert size >= slide_text.SMALLEST_FOOT
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 0 or down <= 0, (name, one[4], other[4])


def test_without_sources_cover_or_contents_only_charts_are_left(view: View) -> None:
    figure = gallery.draw("foundings", view).figure
    both = [slides.Slide(figure), slides.Slide(figure)]
    deck = slides.deck(both, title="x", cover=False, contents=False, sources=False)
    assert len(opened.presentation(deck).slides) == 2
