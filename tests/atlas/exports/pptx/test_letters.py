"""Letters inside native charts, maps and tables: none below nine points, in no room."""

from collections.abc import Callable
from typing import Any

import pytest
from pptx.oxml.ns import qn

from atlas import gallery, i18n
from atlas.exports import figure_reader
from atlas.exports.pptx import panel_parts, slides, text_fit
from atlas.exports.pptx.template.opening import Template, open_template
from atlas.gallery import Drawing
from atlas.model.view import View
from tests.atlas import about_one
from tests.atlas.exports.pptx import opened
from tests.atlas.exports.pptx.template import made, odd
from tests.atlas.exports.test_matrix import TWELVE

SMALLEST = 9.0
ROOMS: dict[str, Callable[[], Template]] = {
    "16:9": open_template,
    "4:3": lambda: open_template(wide=False),
    "small slides": lambda: open_template(made.saved(odd.KINDS["small slides"]())),
    "narrow title": lambda: open_template(made.saved(odd.KINDS["narrow title"]())),
}
#: options with which charts have the most rows, and values with the longest words
MANY_ROWS: list[tuple[str, dict[str, str]]] = [
    ("ranking", {"most": "60"}),
    ("lifelines", {}),
    ("distribution", {"by": "region"}),
]
MORE = [*MANY_ROWS, ("scatter", {"size": "events_per_year"})]


@pytest.fixture
def drawings(view: View) -> list[Drawing]:
    """Return every chart of the gallery, in German, whose names are the longest."""
    i18n.use("de")
    every = [(name, about_one.options(name)) for name in gallery.CHARTS] + MORE
    found = []
    for name, options in every:
        asked = view.only(list(TWELVE)) if name.startswith("side-by-side") else view
        try:
            found.append(gallery.draw(name, asked, **options))
        except gallery.NothingToDraw:
            assert name == "changes-in-data"
    return found


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_no_letter_on_a_slide_is_smaller_than_nine_points(
    room: str, drawings: list[Drawing]
) -> None:
    template: Template = ROOMS[room]()
    shown = [slides.Slide(drawing.figure, with_table=True) for drawing in drawings]
    deck = opened.presentation(slides.deck(shown, template, title="Alles", sources=False))
    checked = 0
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            if shape.has_chart:
                chart(shape, (room, number))
                checked += 1
            elif shape.shape_type == 6 or getattr(shape, "has_table", False):
                looks = shape._element.iter(qn("a:rPr"), qn("a:defRPr"))
                sizes = [int(look.get("sz")) for look in looks if look.get("sz")]
                assert sizes
                assert min(sizes) >= SMALLEST * 100, (room, number, shape.name)
    assert checked > 40


def chart(frame: Any, where: Any) -> None:
    """Check the letters of a chart, and that its rows are as high as their names."""
    space = frame.chart._chartSpace
    looks = [*space.iter(qn("a:defRPr")), *space.iter(qn("a:rPr"))]
    sizes = [int(one.get("sz", 0)) / 100 for one in looks]
    assert min(sizes) >= SMALLEST, (where, frame.name, sizes)
    layout = space.find(f".//{qn('c:plotArea')}/{qn('c:layout')}/{qn('c:manualLayout')}")
    if layout is None:
        return
    if frame.height < 90 * 12_700:
        # a footnote of many lines leaves no room on small slides, nor beside a title's column
        assert where[0] not in {"16:9", "4:3"}
        return
    high = float(layout.find(qn("c:h")).get("val")) * frame.height / 12_700
    bars = space.find(f".//{qn('c:barChart')}")
    if bars is not None:
        rows = int(bars.find(f".//{qn('c:cat')}//{qn('c:ptCount')}").get("val"))
        letters = int(space.find(f".//{qn('c:catAx')}//{qn('a:defRPr')}").get("sz")) / 100
    else:
        up = space.findall(f".//{qn('c:valAx')}")[1]
        scaling = up.find(qn("c:scaling"))
        ends = [float(scaling.find(qn(name)).get("val")) for name in ("c:max", "c:min")]
        rows, letters = round(ends[0] - ends[1]), SMALLEST
    assert high / rows >= letters * 1.15, (where, frame.name, rows, high)


@pytest.mark.parametrize(("name", "options"), MANY_ROWS)
def test_a_chart_in_parts_shows_every_value_once_on_one_scale(
    name: str, options: dict[str, str], view: View
) -> None:
    figure = gallery.draw(name, view, **options).figure
    deck = slides.deck([slides.Slide(figure)], title="x", cover=False, sources=False)
    every = list(opened.presentation(deck).slides)
    assert len(every) > 1
    parts = [opened.charts(slide)[0] for slide in every]
    ends = set()
    for part in parts:
        axes = part.findall(f".//{qn('c:valAx')}")
        scaling = axes[0].find(qn("c:scaling"))
        ends.add(tuple(scaling.find(qn(side)).get("val") for side in ("c:min", "c:max")))
    assert len(ends) == 1
    titles = [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in every]
    assert all(f"({n} of {len(every)})" in title for n, title in enumerate(titles, start=1))
    series = [one for part in parts for one in opened.series(part)]
    drawn = [trace for trace in figure.data if trace.visible in (None, True)]
    if name == "ranking":
        held = [y for part in parts for y in reversed(opened.series(part)[0].y)]
        (bars,) = [trace for trace in drawn if trace.type == "bar" and trace.customdata]
        assert held == list(reversed(bars.x))
        return
    there = [x for one in series if not one.labels for x, _y in opened.points(one)]
    for trace in drawn:
        if trace.mode == "markers" and not trace.meta:
            for x, y in zip(trace.x, trace.y, strict=True):
                if x is not None and y is not None:
                    there.remove(x)
    named = [text for one in series for text in one.labels.values()]
    panel = figure_reader.read(figure).panels[0]
    assert len(named) == len(set(named)) == len(panel_parts.row_names(panel))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("name", ["cohorts", "ranking"])
def test_labels_at_the_ends_of_bars_have_room(name: str, wide: bool, view: View) -> None:
    i18n.use("de")
    shown = slides.Slide(gallery.draw(name, view).figure)
    deck = slides.deck([shown], open_template(wide=wide), title="x", cover=False, sources=False)
    (frame,) = [one for one in opened.presentation(deck).slides[0].shapes if one.has_chart]
    space = frame.chart._chartSpace
    inner = space.find(f".//{qn('c:plotArea')}/{qn('c:layout')}/{qn('c:manualLayout')}")
    left, width = (
        float(inner.find(qn(side)).get("val")) * frame.width / 12_700 for side in ("c:x", "c:w")
    )
    scaling = space.find(f".//{qn('c:valAx')}/{qn('c:scaling')}")
    low, high = (float(scaling.find(qn(end)).get("val")) for end in ("c:min", "c:max"))
    series = opened.series(space)[-1]
    size = int(space.find(f".//{qn('c:dLbl')}//{qn('a:rPr')}").get("sz")) / 100
    assert series.labels
    for idx, text in opened.label_lines(space).items():
        end = left + (series.y[idx] - low) / (high - low) * width
        # bars below zero have their labels at the right of zero, clear of the names of rows
        assert series.y[idx] >= 0
        assert end + text_fit.widest(text, size) <= left + width, text
    # the labels leave the bars enough of the axis
    longest = max(y for one in opened.series(space)[:-1] for y in one.y if y is not None)
    assert longest >= 0.3 * high


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_label_is_cut_on_a_narrow_slide(view: View, language: str) -> None:
    i18n.use(language)
    figure = gallery.draw("cohorts", view, metric="members").figure
    deck = slides.deck([slides.Slide(figure)], open_template(wide=False), title="x", cover=False)
    (chart,) = opened.charts(opened.presentation(deck).slides[0])
    labels = [label for series in opened.series(chart) for label in series.labels.values()]
    assert max(map(len, labels)) > 60
    assert not [label for label in labels if "…" in label]


def test_panels_have_their_whole_names_on_slides(view: View) -> None:
    i18n.use("de")
    deck = slides.deck([slides.Slide(gallery.draw("small-multiples", view).figure)], title="x")
    slide = opened.presentation(deck).slides[1]
    headings = [chart.find(f".//{qn('c:title')}") for chart in opened.charts(slide)]
    said = ["".join(text.text for text in one.iter(qn("a:t"))) for one in headings]
    assert any(text.startswith("Maschinenbau und Produktion · ") for text in said)
    assert not any("…" in text for text in said)
