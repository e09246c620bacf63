"""Lines say their names at their ends, where no name covers another or is cut off."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from atlas.charts.base import line_labels
from atlas.charts.base.trace_role import TraceRole
from atlas.model.view import View
from tests.atlas.charts.every_chart import drawn
from tests.atlas.traces import in_role


@pytest.mark.parametrize("by", ["cluster", "sector", "region", "country"])
def test_lines_say_their_names_at_their_ends(by: str, view: View) -> None:
    figure, _ = drawn("timeline", view, by=by)
    ends = in_role(figure, TraceRole.ENDS)
    assert [one.name for one in ends] == [one.name for one in in_role(figure, TraceRole.OBSERVED)]
    assert figure.layout.legend.visible is False
    low, high = figure.layout.yaxis.range
    pixel = (high - low) / line_labels.PLOT
    boxes = sorted((one.y[1], one.text[1].count("<br>") + 1) for one in ends)
    for (lower, lines), (upper, more) in itertools.pairwise(boxes):
        assert upper - lower >= (lines + more) / 2 * line_labels.HIGH * pixel
    assert low <= boxes[0][0] <= boxes[-1][0] <= high
    longest = max(len(line) for one in ends for line in one.text[1].split("<br>"))
    assert longest <= line_labels.WIDE
    assert longest * line_labels.LETTERS * 0.56 <= figure.layout.margin.r
    for end, line in zip(ends, in_role(figure, TraceRole.CARRIED), strict=True):
        assert (end.x[0], end.y[0]) == (line.x[-1], line.y[-1])


def test_lines_that_end_apart_keep_their_legend(view: View) -> None:
    figure, _ = drawn("timeline", view, axis="age")
    assert in_role(figure, TraceRole.ENDS) == []
    assert figure.layout.legend.visible is None


@given(some.lists(some.tuples(some.floats(-50, 450), some.integers(10, 40)), max_size=8))
def test_spread_keeps_order_and_never_overlaps(boxes: list[tuple[float, int]]) -> None:
    wanted, heights = [one for one, _ in boxes], [high for _, high in boxes]
    places = line_labels.spread(wanted, heights, 400)
    order = sorted(range(len(boxes)), key=wanted.__getitem__)
    for below, above in itertools.pairwise(order):
        room = (heights[below] + heights[above]) / 2
        assert places[above] - places[below] >= room - 1e-6
    for place, high in zip(places, heights, strict=True):
        assert high / 2 - 1e-6 <= place <= 400 - high / 2 + 1e-6


def test_spread_leaves_alone_what_has_room() -> None:
    assert line_labels.spread([300, 100, 200], [20, 20, 20], 400) == [300, 100, 200]
    assert line_labels.spread([100, 100], [20, 20], 400) == [90, 110]
