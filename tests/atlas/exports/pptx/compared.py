"""A figure compared with what a slide holds of it: every number, every region, every circle."""

from collections.abc import Iterable
from typing import Any

import geopandas
import pandas
import plotly.graph_objects as go
import pytest
import shapely

from atlas.charts.base.trace_role import OPEN_END, SCREEN_ONLY, TraceRole
from atlas.charts.maps import close_up
from atlas.charts.metrics import milestones_by_year
from atlas.exports import figure_reader
from atlas.exports.figure_reader import Panel, Trace
from atlas.model import boundaries
from atlas.text.plotly_text import bold_part, plain
from tests.atlas.exports.pptx import open_xml, opened

#: roles of traces that hold no figures of their own
HIDDEN = {TraceRole.NAMES, *SCREEN_ONLY}
ROUND = f"{open_xml.A}prstGeom[@prst='ellipse']"


def charts(figure: go.Figure, slide: Any) -> None:
    """Compare every number of every panel with the figure's, and nothing more than these."""
    panels = figure_reader.read(figure).panels
    found = opened.charts(slide)
    assert len(found) == len(panels)
    frames = [shape for shape in slide.shapes if shape.has_chart]
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)
    for panel, chart in zip(panels, found, strict=True):
        series = opened.series(chart)
        traces = [trace for trace in panel.traces if trace.has_points]
        if traces[0]["type"] == "bar":
            bars(panel, series)
        else:
            points(panel, traces, series)
        assert "".join(chart.itertext()).startswith(panel.heading)


def whole(name: str, names: Iterable[str]) -> str:
    """Return the whole of a name that was cut for want of room."""
    if not name.endswith("…"):
        return name
    return next((one for one in names if one.startswith(name[:-1])), name)


def bars(panel: Panel, series: list[opened.Series]) -> None:
    for trace, one in zip(panel.traces, series, strict=False):
        across = trace.get("orientation") == "h"
        named, counted = ("y", "x") if across else ("x", "y")
        wanted = {str(a): b for a, b in zip(trace[named], trace[counted], strict=True)}
        names = [whole(place, wanted) for place in one.x]
        shown = {
            place: value for place, value in zip(names, one.y, strict=True) if value is not None
        }
        assert shown == wanted
        bars = trace.get(f"error_{counted}") or {}
        if bars.get("visible"):
            there = [names.index(str(place)) for place in trace[named]]
            assert [one.plus[idx] for idx in there] == bars["array"]
            assert [one.minus[idx] for idx in there] == bars["arrayminus"]
    texts = {plain(text) for trace in panel.names for text in trace["text"]}
    labels = [
        (series[0].x[idx], text.removeprefix(OPEN_END).strip())
        for idx, text in series[-1].labels.items()
    ]
    assert len(labels) == len(texts)
    assert texts == {
        text
        for name, value in labels
        for text in texts
        if text.startswith(name.rstrip("…")) and text.endswith(f"  {value}")
    }
    open_ended = [idx for idx, text in series[-1].labels.items() if text.startswith(OPEN_END)]
    assert len(open_ended) == sum(is_open for trace in panel.traces for is_open in trace.open_ends)


def points(panel: Panel, traces: list[Trace], series: list[opened.Series]) -> None:
    assert len(series) == len(traces) + len(panel.names)
    rows = {name: place for place, name in enumerate(panel.y.categories)}
    for trace, one in zip(traces, series, strict=False):
        pairs = zip(trace["x"], (rows.get(y, y) for y in trace["y"]), strict=True)
        meant = [(x, y) for x, y in pairs if x is not None and y is not None]
        shown = opened.points(one)
        if (trace.get("line") or {}).get("shape") == "hv":
            corners = [pair for pair in shown if pair not in meant]
            assert all(x in trace["x"] and y in trace["y"] for x, y in corners)
            shown = [pair for pair in shown if pair in meant]
        assert shown == meant
        bars = trace.get("error_y") or {}
        if bars.get("visible") and "error_x" not in trace:
            assert [value for value in one.plus if value is not None] == bars["array"]
    for trace, one in zip(panel.names, series[len(traces) :], strict=True):
        texts = [plain(text) for text in trace["text"]]
        labels = [text.removeprefix(OPEN_END).strip() for text in one.labels.values()]
        assert labels[: len(texts)] == texts


def circles(figure: go.Figure, shapes: list[Any], edge: Any) -> None:
    """Every seat inside the view is a circle whose area is in proportion to that on the screen.

    Of one that lies across the edge, what is inside is an outline of its own.
    """
    cut = [one for one in shapes[shapes.index(edge) + 1 :] if _is_outline(one)]
    circles = [
        one for one in shapes if one in cut or one._element.spPr.find(f".//{ROUND}") is not None
    ]
    named = [one for one in circles if one._element.nvSpPr.cNvPr.get("descr")]
    wanted: list[tuple[str, float]] = []
    left, low, right, high = view(figure)
    for trace in figure.data:
        if trace.type != "scattergeo" or not trace.customdata:
            continue
        laid = geopandas.GeoSeries(geopandas.points_from_xy(trace.lon, trace.lat), crs=4326)
        for place, at in enumerate(laid.to_crs(3035)):
            if left <= at.x <= right and low <= at.y <= high:
                size = trace.marker.size
                pixels = size if isinstance(size, int | float) else size[place]
                wanted.append((bold_part(trace.hovertext[place]), pixels))
    assert [one.name for one in named] == [name for name, _pixels in wanted]
    margin = figure.layout.margin
    scale = edge.height / (figure.layout.height - margin.t - margin.b)
    for one, (_name, pixels) in zip(named, wanted, strict=True):
        if one in cut:
            assert max(one.width, one.height) <= pixels * scale + 2
        else:
            assert one.width == one.height == pytest.approx(pixels * scale, abs=2)


def _is_outline(shape: Any) -> bool:
    return shape._element.spPr.find(f".//{open_xml.A}custGeom") is not None


def view(figure: go.Figure) -> tuple[float, float, float, float]:
    """Return the box of the figure's view in LAEA Europe, worked out anew."""
    geo = figure.layout.geo
    (west, east), (south, north) = geo.lonaxis.range, geo.lataxis.range
    edge = shapely.segmentize(shapely.box(west, south, east, north), 0.25)
    left, low, right, high = geopandas.GeoSeries([edge], crs=4326).to_crs(3035).total_bounds
    return left, low, right, high


def map(figure: go.Figure, slide: Any) -> None:
    """Every region inside the view is one named shape, every seat inside it one circle."""
    figure = close_up.of(figure)
    reading = figure_reader.read(figure)
    shapes = list(opened.group(slide).shapes)
    edge = next(one for one in shapes if one.name == "Edge of the map")
    freeforms = [shape for shape in shapes[: shapes.index(edge)] if _is_outline(shape)]
    asked = {one for trace in reading.traces for one in trace.get("locations") or ()}
    ids = [shape.name.rsplit("(", 1)[1].rstrip(")") for shape in freeforms]
    assert len(ids) == len(set(ids))
    assert set(ids) == asked & inside(figure)
    assert all(shape._element.nvSpPr.cNvPr.get("descr") for shape in freeforms)
    silent = {
        one
        for trace in reading.traces
        if trace.role is TraceRole.NOT_REPORTED
        for one in trace["locations"]
    }
    hatched = {
        shape.name.rsplit("(", 1)[1].rstrip(")")
        for shape in freeforms
        if shape._element.spPr.find(f"{open_xml.A}pattFill") is not None
    }
    assert hatched == silent & set(ids)
    circles(figure, shapes, edge)


def inside(figure: go.Figure) -> set[str]:
    """Return the regions that touch the view, worked out anew from the boundaries."""
    every = geopandas.read_file(boundaries.PATH).to_crs(3035)
    return set(every.loc[every.intersects(shapely.box(*view(figure))), "region_id"])


def rows(name: str, options: dict[str, str], figure: go.Figure, rows: pandas.DataFrame) -> None:
    """Compare the figure's numbers with those of the query, where they are shown as they are."""
    data = [trace for trace in figure.data if TraceRole.of(trace.meta) not in HIDDEN]
    if name == "ranking":
        (trace,) = data
        held = dict(zip(rows["cluster_id"], rows["value"], strict=True))
        assert list(trace.x) == [held[one] for one in trace.customdata]
    if name == "foundings":
        assert dict(zip(data[0].x, data[0].y, strict=True)) == dict(
            zip(rows["year"], rows["founded"], strict=True)
        )
    if name == "changes":
        once = rows[rows["kind"].isin(milestones_by_year.ONCE)]
        told_twice = once.duplicated(["cluster_id", "kind", "year"]).sum()
        assert sum(sum(trace.y) for trace in data) == len(rows) - told_twice
    if name == "timeline" and "by" not in options:
        stated = set(zip(rows["cluster_id"], rows["value"], strict=True))
        seen = [trace for trace in data if TraceRole.of(trace.meta) is TraceRole.OBSERVED]
        assert all(
            pair in stated for trace in seen for pair in zip(trace.customdata, trace.y, strict=True)
        )
    if name == "scatter":
        both = set(zip(rows["cluster_id"], rows["x"], rows["y"], strict=True))
        named = [trace for trace in data if trace.customdata]
        assert all(
            one in both
            for trace in named
            for one in zip(trace.customdata, trace.x, trace.y, strict=True)
        )
