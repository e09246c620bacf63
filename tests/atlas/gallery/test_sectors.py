"""The charts about sectors and regions: each draws its rows, all of them, and says what it left."""

import io
import math

import pandas
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation

from atlas import gallery, i18n
from atlas.charts.base import heatmap
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.sectors import small_multiples
from atlas.exports import csv_table
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.gallery import Drawing, NoChart, NothingToDraw
from atlas.gallery.sectors import MOST_PLACES
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from atlas.text.chart_text import ChartText
from tests.atlas.traces import in_role
from tests.queries import plain

NAMES = ("heatmap", "small-multiples", "specialisation", "cohorts")


def cells(figure: go.Figure) -> dict[tuple[str, str], tuple[float, str]]:
    """Return what a heatmap draws: ids -> value and text; blank pairs left out."""
    (trace,) = in_role(figure, TraceRole.CELLS)
    return {
        tuple(one): (value, text)
        for ids, values, texts in zip(
            trace.customdata, trace.meta["values"], trace.text, strict=True
        )
        for one, value, text in zip(ids, values, texts, strict=True)
        if text
    }


# Heatmap


@pytest.mark.parametrize("by", ["region", "country"])
@pytest.mark.parametrize("statistic", ["sum", "median", "count"])
def test_heatmap_draws_every_cell_once(by: str, statistic: str, view: View) -> None:
    figure, rows = draw("heatmap", view, by=by, stat=statistic)
    drawn = cells(figure)
    column = {"sum": "total", "median": "median", "count": "reporting"}[statistic]
    assert len(drawn) == len(rows)
    for row in rows.to_dict("records"):
        value, text = drawn[row["place_id"], row["group_id"]]
        if not row["reporting"]:
            assert math.isnan(value)
            assert text == heatmap.MISSING
            continue
        assert value == row[column]
        assert text.endswith(f"{row['reporting']}/{row['clusters']}")
    placed = [one for one in plain.by_id("clusters") if plain.group(one, by)]
    assert rows["clusters"].sum() == len(placed)
    assert rows["place_id"].nunique() <= MOST_PLACES
    (trace,) = figure.data
    assert len(trace.x) <= heatmap.fit_columns(text for line in trace.text for text in line)


def test_heatmap_of_the_clusters_themselves_adds_up(view: View) -> None:
    figure, rows = draw("heatmap", view, metric="clusters")
    drawn = cells(figure)
    assert sum(value for value, _text in drawn.values()) == rows["clusters"].sum()
    assert all(text == i18n.number(value) for value, text in drawn.values())
    assert ChartText.of(figure).unit == "clusters"
    assert ChartText.of(figure).sources


def test_heatmap_sums_only_what_adds_up(view: View) -> None:
    figure, _rows = draw("heatmap", view, metric="founding_year", stat="sum")
    assert "median" in ChartText.of(figure).title


# Small multiples


@pytest.mark.parametrize("by", ["sector", "region", "country"])
def test_panels_share_their_scales_and_are_twelve_at_most(by: str, view: View) -> None:
    figure, rows = draw("small-multiples", view, by=by)
    panels = in_role(figure, TraceRole.CARRIED)
    groups = rows["group_id"].nunique()
    assert len(panels) == min(groups, small_multiples.MOST_PANELS)
    said = f"The 12 largest of {groups} are shown."
    assert (said in ChartText.of(figure).notes) == (groups > small_multiples.MOST_PANELS)
    axes = figure.layout.to_plotly_json()
    for side in ("xaxis", "yaxis"):
        ranges = {tuple(axis["range"]) for name, axis in axes.items() if name.startswith(side)}
        assert len(ranges) == 1
    top = next(iter(ranges))[1]
    assert {tuple(trace.x) for trace in panels} == {tuple(panels[0].x)}
    for trace in panels:
        part = rows[rows["name_en"] == trace.name].set_index("year")["total"]
        drawn = {
            year: value for year, value in zip(trace.x, trace.y, strict=True) if value is not None
        }
        assert drawn == part.to_dict()
        assert max(drawn.values()) <= top
    for trace in in_role(figure, TraceRole.OBSERVED):
        seen = rows[(rows["name_en"] == trace.name) & (rows["observed"] > 0)]
        assert list(trace.x) == seen["year"].tolist()
        assert list(trace.y) == seen["total"].tolist()


def test_clusters_founded_so_far(view: View) -> None:
    figure, _rows = draw("small-multiples", view, metric="clusters", by="country")
    germany = next(trace for trace in in_role(figure, TraceRole.CARRIED) if trace.name == "Germany")
    drawn = dict(zip(germany.x, germany.y, strict=True))
    for year in (1999, 2010, 2025):
        known = [
            one
            for one in plain.by_id("clusters")
            if plain.group(one, "country") == "DE" and plain.known("founding_year", one, year)
        ]
        assert drawn[year] == len(known)


# All of them


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("heatmap", {"by": "sector"}, "'by' cannot be 'sector'"),
        ("heatmap", {"metric": "happiness"}, "No metric named 'happiness'"),
        ("specialisation", {"of": "atlantis"}, "'of' cannot be 'atlantis'"),
        ("specialisation", {"metric": "staff"}, "'metric' cannot be 'staff'"),
        ("cohorts", {"metric": "founding_year"}, "'founding_year' cannot be added up"),
        ("cohorts", {"since": "2030"}, "'since' must be a year from"),
        ("cohorts", {"since": "soon"}, "'since' must be a year from"),
    ],
)
def test_wrong_options_are_told_with_what_there_is(
    name: str, options: dict[str, str], said: str, view: View
) -> None:
    with pytest.raises(NoChart, match=said):
        draw(name, view, **options)


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_explains_itself_in_words(name: str, view: View) -> None:
    text = ChartText.of(draw(name, view)[0])
    assert len(text.explanation) > 100
    if name in ("specialisation", "cohorts"):
        assert "Formula" in text.explanation
        assert "19" in text.explanation, "the year of its source"


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=25)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(["", "all-automotive-mobility", "all-photonics-quantum"]),
    st.sampled_from(["", "DE", "AT", "FR"]),
    st.integers(1995, 2025),
    st.booleans(),
)
def test_any_selection_is_drawn_or_told(
    name: str, group: str, country: str, year: int, exact: bool
) -> None:
    chosen = Selection(
        year, groups=(group,) if group else (), countries=(country,) if country else (), exact=exact
    )
    try:
        figure, rows = draw(name, view_of(chosen, choices()))
    except NothingToDraw:
        return
    assert len(rows)
    text = ChartText.of(figure)
    words = " ".join([text.title, text.alt, text.coverage, *text.notes])
    assert "nan" not in words
    assert "{" not in words
    made = slides.deck([slides.Slide(figure)], title="x", cover=False, sources=False)
    (slide,) = Presentation(io.BytesIO(made)).slides
    assert any(shape.has_chart or shape.has_table for shape in slide.shapes)
    lines = csv_table.csv(rows, text, "international").decode().splitlines()
    assert len(lines) > len(rows)
    assert load_workbook(io.BytesIO(workbook.book([(figure, rows)], title="x"))).sheetnames


def draw(name: str, view: View, **options: str) -> tuple[go.Figure, pandas.DataFrame]:
    drawing: Drawing = gallery.draw(name, view, **options)
    return drawing.figure, drawing.rows
