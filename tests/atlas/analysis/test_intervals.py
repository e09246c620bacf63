"""Comparing two hedged figures: sure, the same, or nobody can tell."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis.intervals import compare

ENDS = st.integers(-50, 50)
RANGES = st.tuples(ENDS, ENDS).map(sorted)
OPPOSITE = {"more": "less", "less": "more", "equal": "equal", "unclear": "unclear"}


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ((12, 12), (10, 10), "more"),
        ((10, 10), (12, 12), "less"),
        ((10, 10), (10, 10), "equal"),
        # about 100 is 90 to 110: 105 may be more, may be less
        ((90, 110), (105, 105), "unclear"),
        ((90, 110), (90, 110), "unclear"),
        ((90, 110), (110, 110), "unclear"),
        ((90, 110), (111, 120), "less"),
        ((170, math.inf), (169, 169), "more"),
        ((170, math.inf), (171, 171), "unclear"),
    ],
)
def test_by_hand(a: tuple[float, float], b: tuple[float, float], said: str) -> None:
    assert compare(*a, *b) == said


@given(RANGES, RANGES)
def test_it_holds_for_every_true_value(a: list[int], b: list[int]) -> None:
    """'more' and 'less' are said exactly when every pair of true values agrees."""
    pairs = [(x, y) for x in range(a[0], a[1] + 1) for y in range(b[0], b[1] + 1)]
    said = compare(*a, *b)
    assert (said == "more") == all(x > y for x, y in pairs)
    assert (said == "less") == all(x < y for x, y in pairs)
    assert (said == "equal") == all(x == y for x, y in pairs)
    assert compare(*b, *a) == OPPOSITE[said]


def test_what_is_not_reported_is_never_compared() -> None:
    with pytest.raises(ValueError, match="not reported"):
        compare(math.nan, 3, 1, 1)
    with pytest.raises(ValueError, match="begin at 4 and end at 3"):
        compare(1, 1, 4, 3)
