"""The big counts: few and always the same in `make test`, many and new ones in `make soak`."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import soak
from tests.soak import Soak

#: as far from each other as seeds may be
SEEDS = (7, 2**31)


def recorder() -> tuple[Callable[[], None], list[int]]:
    """Return a test by Hypothesis, and the list of the cases that it was given."""
    seen: list[int] = []

    @settings(max_examples=4, derandomize=True, deadline=None, database=None)
    @given(st.integers())
    def test(case: int) -> None:
        seen.append(case)

    return test, seen


def run(seed: int | None) -> list[int]:
    test, seen = recorder()
    if seed is not None:
        soak.widen(test, seed)
    test()
    return seen


def test_without_a_seed_the_cases_are_few_and_the_same() -> None:
    assert run(None) == run(None)
    assert len(run(None)) == 4


def test_a_seed_makes_them_many_and_its_own_and_can_be_repeated() -> None:
    first, second = (run(seed) for seed in SEEDS)
    assert len(first) == len(second) == 4 * soak.TIMES
    assert first != second
    assert first == run(SEEDS[0])


def test_counts_and_random_numbers_follow_the_seed() -> None:
    small, one, other = Soak("a", None), Soak("a", SEEDS[0]), Soak("a", SEEDS[1])
    assert small.times(3, full=500) == 3
    assert one.times(3, full=500) == 500
    draws = [soak.random.random() for soak in (small, one, other, Soak("b", SEEDS[0]))]
    assert len(set(draws)) == 4
    assert Soak("a", SEEDS[0]).random.random() == draws[1]


def test_a_test_that_counts_by_itself_takes_part(
    soak: Soak, request: pytest.FixtureRequest
) -> None:
    assert soak.times(1, full=2) in (1, 2)
    assert request.node in request.session.items


def test_tests_that_name_no_settings_are_the_same_each_time() -> None:
    assert settings().derandomize
