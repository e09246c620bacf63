"""Strips: dots stand where they can be told apart, and the cluster itself is free of them."""

import math

import pandas
from hypothesis import given
from hypothesis import strategies as st

from atlas.charts.peers import strip_layout
from atlas.charts.peers.strip_layout import LANES, NEAR
from atlas.model.metrics import Metric

VALUES = st.lists(st.integers(1, 1000).map(float), min_size=1, max_size=len(LANES))


@given(VALUES, st.booleans())
def test_near_dots_stand_in_different_lanes(values: list[float], log: bool) -> None:
    placed = strip_layout.lanes(values, 1, 1000, log)
    scale, span = (math.log10, 3.0) if log else (float, 999.0)
    spots = sorted((scale(one), lane) for one, lane in zip(values, placed, strict=True))
    for place, (here, lane) in enumerate(spots):
        for there, other in spots[place + 1 :]:
            assert lane != other or there - here >= NEAR * span


@given(st.lists(st.integers(1, 1000).map(float), min_size=1, max_size=30), st.integers(1, 1000))
def test_the_cluster_has_the_middle_to_itself(values: list[float], own: int) -> None:
    placed = strip_layout.lanes(values, 1, 1000, False, own)
    for value, lane in zip(values, placed, strict=True):
        assert lane in LANES
        assert lane or abs(value - own) >= 2 * NEAR * 999


def frame(*values: float) -> pandas.DataFrame:
    return pandas.DataFrame({"value": values, "low": values, "high": values})


def test_a_logarithm_only_where_it_is_needed_and_can_be(every: dict[str, Metric]) -> None:
    members = every["members"]
    assert strip_layout.logarithmic(frame(10, 500), members)
    assert not strip_layout.logarithmic(frame(10, 100), members)
    assert not strip_layout.logarithmic(frame(0, 500), members)
    assert not strip_layout.logarithmic(frame(-3, 500), members)
    assert not strip_layout.logarithmic(frame(1, 500), every["members_growth_pct_per_year"])


def test_close_values_do_not_stand_at_the_ends() -> None:
    start, end = strip_layout.ends(frame(18.0, 19.0), False)
    assert end - start > 3
    assert start < 17.5
    assert end > 19.5
    start, end = strip_layout.ends(frame(2000.0, 2001.0), False)
    assert 9 < end - start < 12


def test_the_axis_holds_every_hedge_and_counts_start_at_zero_at_the_lowest() -> None:
    rows = pandas.DataFrame({"value": [5.0, 100.0], "low": [0.0, 90.0], "high": [5.0, 110.0]})
    start, end = strip_layout.ends(rows, False)
    assert start == 0
    assert end > 110
    assert strip_layout.ends(frame(7), False)[0] < 7 < strip_layout.ends(frame(7), False)[1]
    assert strip_layout.ends(frame(-10, 5), False)[0] < -10
