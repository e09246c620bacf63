"""The figure reader: panels as the figure draws them, and refusals by name in every export."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from atlas import gallery
from atlas.charts.base.trace_role import TraceRole, UnknownRole
from atlas.exports import figure_reader
from atlas.exports.figure_reader import UnreadableFigure
from atlas.exports.pptx import slides
from atlas.exports.xlsx import workbook
from atlas.model.view import View
from atlas.text.chart_text import ChartText

EXPORTS: dict[str, Callable[[go.Figure], bytes]] = {
    "slides": lambda figure: slides.deck([slides.Slide(figure)], title="Deck"),
    "workbook": lambda figure: workbook.book(
        [(figure, pandas.DataFrame({"name": ["x"]}))], title="Book"
    ),
}
every_export = pytest.mark.parametrize("export", EXPORTS)


@pytest.fixture
def meta(view: View) -> dict[str, Any]:
    """Return what a figure says about itself, under the title “Odd one”."""
    text = ChartText.of(gallery.draw("foundings", view).figure)
    return dataclasses.replace(text, title="Odd one", metrics={}).to_meta()


@every_export
def test_an_unknown_role_is_refused_by_name(export: str, meta: dict[str, Any]) -> None:
    misspelt = go.Scatter(x=[1], y=[2], meta={"role": "nmaes"})
    with pytest.raises(UnreadableFigure, match=r"Odd one.*nmaes.*names") as refusal:
        EXPORTS[export](go.Figure(misspelt, layout={"meta": meta}))
    assert all(role in str(refusal.value) for role in TraceRole)


@every_export
@pytest.mark.parametrize("trace", [go.Pie(values=[1, 2]), go.Scatter3d(x=[1], y=[1], z=[1])])
def test_an_unknown_type_is_refused_by_name(export: str, trace: Any, meta: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFigure, match=f"Odd one.*{trace.type}"):
        EXPORTS[export](go.Figure(trace, layout={"meta": meta}))


@every_export
def test_bars_and_points_on_one_pair_of_axes_are_refused(export: str, meta: dict[str, Any]) -> None:
    both = go.Figure([go.Bar(x=[1], y=[2]), go.Scatter(x=[1], y=[2])], layout={"meta": meta})
    with pytest.raises(UnreadableFigure, match="bar \\+ scatter"):
        EXPORTS[export](both)


@every_export
def test_a_known_role_is_written(export: str, meta: dict[str, Any]) -> None:
    points = go.Scatter(x=[1, 2], y=[2, 3], mode="markers", meta=TraceRole.PEERS.meta())
    assert EXPORTS[export](go.Figure(points, layout={"meta": meta}))


def test_a_role_is_what_the_chart_stated() -> None:
    for role in TraceRole:
        assert TraceRole.of(role.meta(short=["x"]), "Any") is role
    assert TraceRole.of(None) is TraceRole.of({"sizes": [1]}) is None
    with pytest.raises(UnknownRole, match=r"Any.*other"):
        TraceRole.of({"role": "other"}, "Any")


def test_panels_have_their_axes_headings_names_and_legend() -> None:
    figure = make_subplots(rows=2, cols=1, subplot_titles=["Upper", "<b>Lower</b> &amp; last"])
    for annotation, (x, y) in zip(
        figure.layout.annotations, [("xaxis", "yaxis"), ("xaxis2", "yaxis2")], strict=True
    ):
        annotation.update(x=figure.layout[x].domain[0], y=figure.layout[y].domain[1])
    figure.add_scatter(x=[1], y=["a"], name="Dots", row=1, col=1)
    figure.add_scatter(x=[2], y=["a"], meta=TraceRole.NAMES.meta(), row=1, col=1)
    figure.add_scatter(x=[1], y=[1], meta=TraceRole.ENDS.meta(), row=1, col=1)
    figure.add_scatter(x=[2], y=[3], visible="legendonly", row=2, col=1)
    figure.add_scatter(x=[2000], y=[3], name="Line", row=2, col=1)
    figure.update_layout(
        showlegend=True,
        yaxis={"categoryarray": ["a", "b"]},
        xaxis2={"tickformat": "d", "title": {"text": "Year"}, "range": [1999, 2001]},
    )
    upper, lower = figure_reader.read(figure).panels
    assert [upper.heading, lower.heading] == ["Upper", "Lower & last"]
    assert [trace.name for trace in [*upper.traces, *lower.traces]] == ["Dots", "Line"]
    assert len(upper.names) == 1
    assert upper.y.categories == ("a", "b")
    assert lower.x.years
    assert (lower.x.title, lower.x.range) == ("Year", (1999.0, 2001.0))
    assert upper.legend == lower.legend == {0}


def test_a_trace_tells_whiskers_colour_and_mode() -> None:
    bars = {"array": [1, 2], "arrayminus": [3, 4], "symmetric": False}
    marker = {"color": ["#ffffff00", "#12ab9f"]}
    figure = go.Figure(go.Scatter(x=[1, 2], y=[1, 2], error_y=bars, marker=marker))
    (trace,) = figure_reader.read(figure).traces
    whiskers = trace.whiskers("y")
    assert whiskers is not None
    assert (whiskers.up, whiskers.down) == ([1, 2], [3, 4])
    assert trace.whiskers("x") is None
    assert trace.colour == "#12AB9F"
    assert trace.mode == "lines+markers"


def test_a_figure_without_traces_is_empty() -> None:
    assert figure_reader.read(go.Figure()).kind == "empty"
    with pytest.raises(UnreadableFigure, match="Blank"):
        slides.deck([slides.Slide(go.Figure(), title="Blank")], title="Deck")
