"""Ranks: the usual ones for exact figures, ranges where hedges overlap, against a plain count."""

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis import ranks
from atlas.analysis.intervals import compare

#: few different numbers, so that ties and touching ends are common
ENDS = st.integers(-3, 12).map(float)
RANGES = st.tuples(ENDS, ENDS).map(lambda ends: (min(ends), max(ends)))
SOME = st.lists(RANGES | ENDS.map(lambda one: (one, one)), max_size=12)
thorough = settings(max_examples=200, deadline=None, derandomize=True)


def frame(some: list[tuple[float, float]]) -> pandas.DataFrame:
    return pandas.DataFrame(some, columns=["low", "high"], dtype=float)


def places(some: list[tuple[float, float]], smallest_first: bool = False) -> list[tuple[int, int]]:
    ranked = ranks.add_ranks(frame(some), smallest_first)
    return list(zip(ranked[ranks.BEST], ranked[ranks.WORST], strict=True))


def plain(some: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return the same places by asking of every pair what `compare` says."""
    found = []
    for idx, own in enumerate(some):
        said = [compare(*own, *other) for at, other in enumerate(some) if at != idx]
        surely, maybe = said.count("less"), said.count("unclear")
        found.append((1 + surely, 1 + surely + maybe))
    return found


@thorough
@given(SOME)
def test_ranks_are_what_every_pair_says(some: list[tuple[float, float]]) -> None:
    assert places(some) == plain(some)


@thorough
@given(SOME)
def test_smallest_first_is_the_mirror(some: list[tuple[float, float]]) -> None:
    assert places(some, smallest_first=True) == places([(-high, -low) for low, high in some])


@thorough
@given(st.lists(ENDS, max_size=15))
def test_exact_figures_have_the_usual_ranks_ties_shared(values: list[float]) -> None:
    usual = pandas.Series(values, dtype=float).rank(method="min", ascending=False)
    assert places([(one, one) for one in values]) == [(int(one), int(one)) for one in usual]


@thorough
@given(st.lists(RANGES, min_size=1, max_size=10), st.data())
def test_wider_hedges_never_narrow_a_range(
    some: list[tuple[float, float]], data: st.DataObject
) -> None:
    step = st.integers(0, 4).map(float)
    wider = [(low - data.draw(step), high + data.draw(step)) for low, high in some]
    for (best, worst), (wide_best, wide_worst) in zip(places(some), places(wider), strict=True):
        assert wide_best <= best
        assert wide_worst >= worst


@thorough
@given(SOME, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    some: list[tuple[float, float]], mixer: object
) -> None:
    order = list(range(len(some)))
    mixer.shuffle(order)  # type: ignore[attr-defined]
    mixed = places([some[idx] for idx in order])
    assert [places(some)[idx] for idx in order] == mixed


@thorough
@given(SOME)
def test_somebody_may_be_first_and_somebody_last(some: list[tuple[float, float]]) -> None:
    found = places(some)
    assert not some or min(best for best, _ in found) == 1
    assert all(1 <= best <= worst <= len(some) for best, worst in found)
    assert len(ranks.keep_leading(ranks.add_ranks(frame(some)))) == sum(
        best == 1 for best, _ in found
    )


@pytest.mark.parametrize(
    ("some", "wanted"),
    [
        ([], []),
        ([(5, 5)], ["1"]),
        ([(9, 9), (7, 7), (7, 7), (2, 2)], ["1", "2", "2", "4"]),
        # about 100, 95 and almost 110 in one heap; 50 clear of it
        ([(90, 110), (95, 95), (99, 110), (50, 50)], ["1–3", "2–3", "1–2", "4"]),
        # exactly 170 and more than 170 touch: nobody can tell
        ([(170, 204), (170, 170)], ["1–2", "1–2"]),
    ],
)
def test_known_places(some: list[tuple[float, float]], wanted: list[str]) -> None:
    ranked = ranks.add_ranks(frame(some))
    assert [ranks.write(row) for row in ranked.to_dict("records")] == wanted
    assert ranks.are_shared(ranked).tolist() == ["–" in one for one in wanted]
