"""Axes: they hold every value, and their steps are round."""

import math

from hypothesis import given
from hypothesis import strategies as st

from atlas.exports.figure_reader import Axis
from atlas.exports.pptx import axes

VALUES = st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=9)


@given(VALUES, st.integers(2, 8))
def test_an_axis_holds_every_value_in_few_round_steps(values: list[float], most: int) -> None:
    found = axes.span(Axis(), values, most)
    wide = abs(found.end - found.start) * 1e-6
    assert found.start - wide <= min(values) <= max(values) <= found.end + wide
    assert found.start < found.end
    assert (found.end - found.start) / found.step <= most + 2
    leading = found.step / 10 ** math.floor(math.log10(found.step) + 1e-9)
    assert min(abs(leading - one) for one in (1, 2, 2.5, 5, 10)) < 1e-6


@given(st.lists(st.floats(1e-3, 1e9), min_size=1, max_size=9))
def test_a_logarithmic_axis_begins_at_a_power_of_ten(values: list[float]) -> None:
    found = axes.span(Axis(log=True), values)
    assert found.log
    assert found.start <= min(values) * (1 + 1e-6)
    assert max(values) <= found.end * (1 + 1e-6)
    power = math.log10(found.start)
    assert abs(power - round(power)) < 1e-6


@given(st.lists(st.integers(1900, 2030), min_size=1, max_size=9))
def test_years_are_whole_and_never_grouped(years: list[int]) -> None:
    axis = Axis(years=True)
    found = axes.span(axis, years)
    assert found.start == int(found.start)
    assert found.step >= 1
    assert axes.pattern(axis, found) == "0"


def test_counts_begin_at_zero_and_keep_their_decimals_to_themselves() -> None:
    found = axes.span(Axis(from_zero=True, whole=True), [1, 3])
    assert (found.start, found.end, found.step) == (0, 3, 1)
    assert axes.pattern(Axis(), found) == "#,##0"
    assert axes.pattern(Axis(), axes.span(Axis(), [0.0, 0.07])) == "#,##0.00"


def test_air_at_the_edge_begins_no_step_below_zero() -> None:
    found = axes.span(Axis(range=(-1e-6, 1240.0)), [3.0, 1200.0])
    assert found.start == 0
    assert axes.span(Axis(range=(-40.0, 1240.0)), [3.0]).start < 0


def test_large_numbers_are_written_in_millions_and_billions() -> None:
    found = axes.span(Axis(from_zero=True), [5.1e10])
    assert axes.pattern(Axis(), found) == '#,##0,,," billion"'
    found = axes.span(Axis(from_zero=True), [1.1e7])
    assert axes.pattern(Axis(), found) == '#,##0,," million"'
