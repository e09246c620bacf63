"""What a phone draws otherwise, for every chart there is; exports keep the figure as it was."""

import json

import pytest

from atlas import i18n
from atlas.charts.base import heatmap, mobile
from atlas.charts.base.trace_role import TraceRole
from atlas.model.metrics import Metric
from atlas.model.view import View
from tests.atlas.charts.every_chart import CHARTS, PICKED, drawn, scatter_of


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_has_a_look_for_phones(
    chart: str, view: View, every: dict[str, Metric]
) -> None:
    figure, _rows = CHARTS[chart](view, every)
    before = json.loads(figure.to_json())
    shown = mobile.adapt(figure)
    assert json.loads(figure.to_json()) == before
    values = [trace for trace in shown.data if TraceRole.of(trace.meta) is not TraceRole.ENDS]
    assert len(values) == len(shown.data), "names at the ends of lines have no room"
    shorter = [trace for trace in shown.data if "short" in (trace.meta or {})]
    assert all(list(trace.text) == list(trace.meta["short"]) for trace in shorter)


def test_points_of_a_scatter_have_no_names(view: View) -> None:
    figure, _rows = scatter_of(view, "members", "staff")
    named = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert named
    assert all(trace.mode == "markers" for trace in mobile.adapt(figure).data)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("by", ["sector", "year"])
def test_cells_keep_their_height_under_upright_heads(by: str, language: str, view: View) -> None:
    i18n.use(language)
    figure, _rows = drawn("coverage", view, by=by)
    heads = figure.layout.xaxis.ticktext
    more = mobile.adapt(figure).layout.height - figure.layout.height
    lying = by == "sector" and len(heads) <= heatmap.FEW
    assert more == (heatmap.UPRIGHT_HEAD - heatmap.HEAD if lying else 0)
    assert lying or language == "en" or by == "year"
    if by == "year":
        assert heads[-1] == str(view.year), "the latest years are those that are drawn"


def test_panels_of_named_rows_stand_under_one_another(view: View) -> None:
    figure, _rows = drawn("side-by-side", view.only(PICKED))
    shown = mobile.adapt(figure)
    across, upwards = list(shown.select_xaxes()), list(shown.select_yaxes())
    assert len(across) == len(upwards) > 2
    assert all(tuple(axis.domain) == (0, 1) for axis in across)
    tops = [axis.domain[1] for axis in upwards]
    assert tops == sorted(set(tops), reverse=True)
    # each row is as high as elsewhere, and each heading above its panel
    before, after = next(figure.select_yaxes()), upwards[0]
    high = (after.domain[1] - after.domain[0]) * shown.layout.height
    assert high == pytest.approx(
        (before.domain[1] - before.domain[0]) * figure.layout.height, rel=0.1
    )
    assert [heading.y for heading in shown.layout.annotations] == pytest.approx(tops)
