"""Specialisation and cohorts as drawn: dots and bars are the rows, words say what they are."""

from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from atlas import gallery, i18n
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.sectors import cohorts, specialisation
from atlas.gallery import Drawing, NothingToDraw
from atlas.model.choices import Choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.atlas.traces import in_role
from tests.queries import plain


def draw(name: str, view: View, **options: str) -> tuple[go.Figure, pandas.DataFrame]:
    drawing: Drawing = gallery.draw(name, view, **options)
    return drawing.figure, drawing.rows


# Specialisation


def test_dots_are_the_quotients_and_their_words_what_they_are_made_of(view: View) -> None:
    figure, rows = draw("specialisation", view, of="DE-SN")
    dots = {
        tuple(ids): (x, trace.marker.color)
        for trace in in_role(figure, TraceRole.QUOTIENTS)
        for ids, x in zip(trace.customdata, trace.x, strict=True)
    }
    assert len(dots) == len(rows) <= specialisation.MOST_ROWS
    above = {colour for value, colour in dots.values() if value > 1}
    below = {colour for value, colour in dots.values() if value <= 1}
    assert len(above) == len(below) == 1
    assert above != below
    (names,) = in_role(figure, TraceRole.NAMES)
    for row, text in zip(rows.to_dict("records"), reversed(names.text), strict=True):
        assert dots[row["group_id"], "DE-SN"][0] == row["value"]
        assert row["value"] == pytest.approx(
            (row["here"] / row["all_here"]) / (row["overall"] / row["all_overall"])
        )
        for part in ("here", "all_here", "overall", "all_overall"):
            assert i18n.number(row[part]) in text
    assert rows["value"].is_monotonic_decreasing
    saxony = [one for one in plain.by_id("clusters") if plain.group(one, "region") == "DE-SN"]
    assert set(rows["all_here"]) == {len(saxony)}
    assert rows["here"].sum() <= len(saxony)


def test_by_members_the_dots_have_whiskers(view: View) -> None:
    figure, rows = draw("specialisation", view, of="DE", metric="members")
    widths = [
        (x - minus, x + plus)
        for trace in in_role(figure, TraceRole.QUOTIENTS)
        for x, minus, plus in zip(
            trace.x, trace.error_x.arrayminus, trace.error_x.array, strict=True
        )
    ]
    wanted = rows[["low", "high"]].sort_values(["low", "high"]).to_numpy().tolist()
    assert sorted(widths) == [pytest.approx(one) for one in wanted]
    assert any(high > low for low, high in widths)
    exact = view_of(view.selection.narrowed(exact=True), view.known)  # type: ignore[arg-type]
    _figure, sure = draw("specialisation", exact, of="DE", metric="members")
    assert sure["low"].tolist() == sure["high"].tolist()


def test_the_overview_leaves_single_clusters_out_and_says_so(view: View) -> None:
    figure, rows = draw("specialisation", view)
    assert (rows["clusters_here"] > 1).all()
    assert any("Single clusters are left out" in note for note in ChartText.of(figure).notes)
    shown = f"The {specialisation.MOST_ROWS} highest of {len(rows)} are shown."
    assert shown in ChartText.of(figure).notes


@pytest.mark.parametrize("metric", ["clusters", "members"])
def test_too_few_clusters_make_no_quotient_and_it_says_why(metric: str, known: Choices) -> None:
    few = view_of(Selection(2025, clusters=("niro", "foodregio", "silicon-saxony", "acod")), known)
    with pytest.raises(NothingToDraw, match="need 5 selected clusters or more"):
        draw("specialisation", few, metric=metric)


# Cohorts


def test_bars_are_the_parts_and_add_up_to_the_change_of_the_totals(view: View) -> None:
    figure, rows = draw("cohorts", view, since="2015")
    (bars,) = in_role(figure, TraceRole.VALUES)
    drawn = dict(zip(bars.y, bars.x, strict=True))
    assert drawn == dict(zip(rows["part_name"], rows["value"], strict=True))
    totals = {
        year: plain.report("members", Selection(year))["value"].sum() for year in (2015, view.year)
    }
    assert sum(drawn.values()) == pytest.approx(totals[view.year] - totals[2015])
    sentence = ChartText.of(figure).notes[0]
    for number in (*totals.values(), totals[view.year] - totals[2015]):
        assert i18n.number(number) in sentence
    colours = dict(zip(bars.y, bars.marker.color, strict=True))
    growth = {colours[name] for name in colours if not name.endswith("not growth")}
    rest = {colours[name] for name in colours if name.endswith("not growth")}
    assert len(growth) == len(rest) == 1
    assert growth != rest
    whiskers = [x + plus for x, plus in zip(bars.x, bars.error_x.array, strict=True)]
    assert whiskers == pytest.approx(rows["high"].tolist()[::-1])


def test_the_example_in_the_documentation(known: Choices) -> None:
    five = ("mowin-net", "medianet-berlinbrandenburg", "foodregio", "niro", "hamburg-aviation")
    figure, rows = draw("cohorts", view_of(Selection(2019, clusters=five), known), since="2009")
    parts = dict(zip(rows["part_name"], rows["value"], strict=True))
    assert parts == {
        "Founded 2000–2004": 372,
        "Founded 2005–2009": 126,
        "Reported in 2019 only, so not growth": 175,
    }
    assert "2009: 198, 2019: 871 members; a change of +673" in ChartText.of(figure).notes[0]


def test_a_year_in_which_nobody_reports_is_no_zero(known: Choices) -> None:
    early = view_of(Selection(2019, clusters=("hamburg-aviation",)), known)
    figure, _rows = draw("cohorts", early, since="2005")
    assert ChartText.of(figure).notes[0].startswith("2005: not reported, 2019: 175")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"part": "both", "cohort": 0}, "Founded before 1990"),
        ({"part": "both", "cohort": 1990}, "Founded 1990–1999"),
        ({"part": "both", "cohort": 2020}, "Founded 2020–2023"),
        ({"part": "both", "cohort": pandas.NA}, "Founding year not known"),
        ({"part": "later", "cohort": pandas.NA}, "Reported in 2023 only, so not growth"),
        ({"part": "earlier", "cohort": pandas.NA}, "Reported in 2011 only, so not growth"),
    ],
)
def test_parts_are_called_what_they_are(row: dict[str, Any], said: str) -> None:
    assert cohorts.part_name(row, 2011, 2023) == said
