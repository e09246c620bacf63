"""Every number that a chart draws is one of its rows, and none is missing or added."""

import math

import plotly.graph_objects as go
import pytest

from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics import timeline
from atlas.model.view import View
from tests.atlas.charts.every_chart import PICKED, drawn
from tests.atlas.traces import in_role


def values(figure: go.Figure, role: TraceRole, axis: str) -> list[float]:
    """Return what the traces of a role draw along `axis`, in the order of the traces."""
    return [value for trace in in_role(figure, role) for value in trace[axis]]


@pytest.mark.parametrize("metric", ["members", "founding_year", "members_growth_pct_per_year"])
@pytest.mark.parametrize("by", ["sector", "country"])
def test_distribution(metric: str, by: str, view: View) -> None:
    figure, rows = drawn("distribution", view, metric=metric, by=by)
    points, medians, _names = figure.data
    expected = rows.set_index("cluster_id")["value"]
    assert dict(zip(points.customdata, points.x, strict=True)) == expected.to_dict()
    by_group = rows.groupby("group_id")["value"].agg(["median", "size"])
    assert sorted(medians.x) == sorted(by_group.loc[by_group["size"] > 1, "median"])
    assert set(by_group["size"]) > {1}, "some groups have one cluster"


@pytest.mark.parametrize(("statistic", "column"), [("sum", "total"), ("median", "median")])
def test_timeline_by_group(statistic: str, column: str, view: View) -> None:
    figure, rows = drawn("timeline", view, by="sector", stat=statistic)
    shown = {trace.legendgroup for trace in figure.data}
    assert len(shown) == timeline.MOST_LINES
    kept = rows[rows["group_id"].isin(shown)]
    assert sorted(values(figure, TraceRole.CARRIED, "y")) == sorted(kept[column])
    observed = kept[kept["observed"] > 0]
    assert sorted(values(figure, TraceRole.OBSERVED, "y")) == sorted(observed[column])
    assert sorted(values(figure, TraceRole.OBSERVED, "x")) == sorted(observed["year"])


def test_timeline_by_cluster(view: View) -> None:
    figure, rows = drawn("timeline", view)
    shown = {trace.legendgroup for trace in figure.data}
    observed = rows[rows["cluster_id"].isin(shown) & rows["observed"]]
    assert sorted(values(figure, TraceRole.OBSERVED, "y")) == sorted(observed["value"])


def test_side_by_side(view: View) -> None:
    figure, rows = drawn("side-by-side", view.only(PICKED))
    panels = in_role(figure, TraceRole.VALUES)
    assert panels
    for panel in panels:
        part = rows[rows["value"].isin(panel.x) & rows["cluster_id"].isin(panel.customdata)]
        known = set(zip(part["cluster_id"], part["value"], strict=True))
        assert set(zip(panel.customdata, panel.x, strict=True)) <= known
        assert len(panel.x) == len(set(panel.customdata))


def test_lifelines(view: View) -> None:
    figure, rows = drawn("lifelines", view, part="2")
    founded = {trace.name: trace for trace in figure.data}["Founding year"]
    second = view.run("founding").iloc[40:80]
    assert list(founded.x) == second["founding_year"].tolist()
    assert list(founded.customdata) == second["cluster_id"].tolist()
    milestones = rows[rows["cluster_id"].isin(second["cluster_id"]) & rows["milestone_id"].notna()]
    drawn_dots = sum(len(trace.x) for trace in figure.data[2:-1])
    assert drawn_dots == (milestones["kind"] != "Founded").sum()


def test_scatter(view: View) -> None:
    figure, rows = drawn("scatter", view, size="events_per_year", scale="linear")
    found = {
        cluster: (x, y, size)
        for trace in figure.data
        if trace.customdata is not None
        for cluster, x, y, size in zip(
            trace.customdata, trace.x, trace.y, trace.meta["sizes"], strict=True
        )
    }
    assert len(found) == len(rows)
    for row in rows.to_dict("records"):
        x, y, size = found[row["cluster_id"]]
        assert (x, y) == (row["x"], row["y"])
        assert size == row["size"] or (math.isnan(size) and math.isnan(row["size"]))
