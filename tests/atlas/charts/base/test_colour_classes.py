"""Classes of a map's colours: few, round, and every value in the one that its key names."""

import itertools
import math

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import i18n
from atlas.charts.base import colour_classes, style
from atlas.model.metrics import Metric

VALUES = st.lists(st.integers(0, 10**9).map(float), min_size=1, max_size=40)


@given(VALUES, st.booleans())
def test_bounds_are_few_round_and_inside_the_values(values: list[float], whole: bool) -> None:
    found = colour_classes.choose_bounds(pandas.Series(values), whole)
    assert len(found) <= colour_classes.MOST_BOUNDS
    assert found == sorted(set(found))
    assert all(min(values) < one <= max(values) for one in found)
    assert bool(found) == (min(values) < max(values))
    assert not whole or all(one.is_integer() for one in found)
    if colour_classes.needs_logarithm(pandas.Series(values)):
        assert all(one / 10 ** math.floor(math.log10(one)) in (1, 2, 5) for one in found)


def test_the_bar_names_the_bounds_between_its_colours(every: dict[str, Metric]) -> None:
    values = pandas.Series([9.0, 60, 240, 480, 1300, 4000])
    drawn = colour_classes.shade(values, every["members"], "sum")
    assert drawn["colorbar"]["ticktext"] == ["10", "50", "200", "1,000"]
    assert drawn["colorbar"]["tickvals"] == [1, 2, 3, 4]
    classes = [math.floor(one) for one in drawn["z"]]
    assert classes == sorted(classes)
    colours = [code for _place, code in drawn["colorscale"]]
    assert set(colours) <= {code for _place, code in style.scale()}
    assert len(set(colours)) == drawn["zmax"]


def test_one_value_is_one_class(every: dict[str, Metric]) -> None:
    drawn = colour_classes.shade(pandas.Series([2006.0, 2006]), every["founding_year"], "median")
    assert (drawn["zmax"], drawn["colorbar"]["ticktext"]) == (1, ["2006"])


@pytest.mark.parametrize(("low", "high", "said"), [(1995.0, 2015.0, 5.0), (1.0, 9.0, 2.0)])
def test_a_narrow_span_has_steps_of_one_width(low: float, high: float, said: float) -> None:
    found = colour_classes.choose_bounds(pandas.Series([low, high]), whole=True)
    assert {after - before for before, after in itertools.pairwise(found)} == {said}


@pytest.mark.parametrize("language", ["en", "de"])
def test_sums_of_money_fit_under_the_bar(language: str, every: dict[str, Metric]) -> None:
    values = pandas.Series([1e5, 1e6, 7e6, 4e7, 9e8])
    with i18n.speaking(language):
        drawn = colour_classes.shade(values, every["funding_eur"], "median")
    texts = drawn["colorbar"]["ticktext"]
    assert len(texts) >= 2
    assert sum(map(len, texts)) <= colour_classes.LETTERS
    assert drawn["zmax"] == len(texts) + 1
    assert [math.floor(one) for one in drawn["z"]] == sorted(math.floor(one) for one in drawn["z"])
