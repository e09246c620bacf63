"""Where a cluster stands: against SciPy, by hand, and at the edges."""

import math

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import percentileofscore

from atlas import i18n
from atlas.analysis import percentile
from atlas.analysis.percentile import FEWEST, stand

COUNTS = st.integers(0, 20)
RANGES = st.tuples(COUNTS, COUNTS).map(lambda two: (float(min(two)), float(max(two))))


def exact(*values: float) -> list[tuple[float, float]]:
    return [(value, value) for value in values]


@given(COUNTS, st.lists(COUNTS, min_size=FEWEST, max_size=30))
def test_exact_values_as_scipy_does(own: int, others: list[int]) -> None:
    found = stand((own, own), exact(*others)).percentile
    assert found == pytest.approx(percentileofscore(others, own, kind="mean"))


def test_by_hand() -> None:
    # 2 below, 1 the same, 1 (90 to 110) not distinguishable, 1 above: (2 + 2/2) of 5
    found = stand((100, 100), [*exact(10, 50, 100), (90, 110), *exact(101)])
    assert (found.below, found.level, found.above) == (2, 2, 1)
    assert found.percentile == 60
    assert percentile.describe(found) == (
        "Percentile 60 among 5 peers: 2 below, 2 level or not distinguishable, 1 above."
    )


def test_ties_stand_in_the_middle() -> None:
    assert stand((7, 7), exact(*[7] * 6)).percentile == 50


@given(RANGES, st.lists(RANGES, max_size=12))
def test_every_peer_counts_once_and_order_does_not_matter(
    own: tuple[float, float], others: list[tuple[float, float]]
) -> None:
    found = stand(own, others)
    assert found.peers == len(others) == found.below + found.level + found.above
    assert found == stand(own, reversed(others))
    assert (found.percentile is None) == (len(others) < FEWEST)
    if found.percentile is not None:
        assert 0 <= found.percentile <= 100
        mirrored = stand((-own[1], -own[0]), [(-high, -low) for low, high in others])
        assert mirrored.percentile == pytest.approx(100 - found.percentile)


@given(st.lists(RANGES, min_size=FEWEST, max_size=12), COUNTS, COUNTS)
def test_more_never_stands_lower(others: list[tuple[float, float]], one: int, other: int) -> None:
    less, more = sorted((one, other))
    low, high = stand((less, less), others), stand((more, more), others)
    assert low.percentile is not None
    assert high.percentile is not None
    assert low.percentile <= high.percentile


def test_missing_values_are_no_peers_and_no_zeros() -> None:
    others = [*exact(1, 2, 3, 4), (math.nan, math.nan)]
    found = stand((3, 3), others)
    assert (found.peers, found.percentile) == (4, None)
    assert percentile.describe(found) == ("4 peers report this; a percentile needs at least 5.")


@pytest.mark.parametrize("own", [None, (math.nan, math.nan)])
def test_a_cluster_that_does_not_report_stands_nowhere(own: tuple[float, float] | None) -> None:
    found = stand(own, exact(1, 2, 3, 4, 5, 6))
    assert (found.peers, found.below, found.level, found.above) == (6, 0, 0, 0)
    assert found.percentile is None
    assert not found.is_placed
    assert percentile.describe(found) == "6 peers report this; the cluster itself does not."


def test_without_peers() -> None:
    assert percentile.describe(stand((3, 3), [])) == "No peer reports this."


def test_among_the_rows_of_a_metric() -> None:
    rows = pandas.DataFrame(
        {"cluster_id": list("abcdef"), "low": [1, 2, 3, 4, 5, 3], "high": [1, 2, 3, 4, 5, 3]}
    )
    found = percentile.stand_among(rows, "c")
    assert (found.peers, found.below, found.level, found.above) == (5, 2, 1, 2)
    assert percentile.stand_among(rows, "x").peers == 6
    assert not percentile.stand_among(rows, "x").is_placed


def test_percentiles_are_written_without_decimals() -> None:
    i18n.use("en")
    found = stand((100, 100), exact(1, 2, 3, 4, 5, 6, 200))
    assert percentile.describe(found).startswith("Percentile 86 among 7 peers: 6 below")
