"""Big counts: `make test` tries a fixed small part of them, `make soak` far more, with fresh seeds.

Tests with random cases by Hypothesis take part as they are: `max_examples` is what `make test`
tries. A test that counts by itself (kills, damaged files) takes the fixture `soak`:

    def test_survives_any_kill(soak: Soak) -> None:
        for _kill in range(soak.times(3, full=500)):
            stop_after(soak.random.random())

`make soak` prints the seed of its run; `ATLAS_SOAK=<seed> make soak` tries the same cases again.
"""

import os
import random
from collections.abc import Callable
from typing import Any

import hypothesis
import pytest

#: the seed of a soak; without one, few and always the same cases are tried
VARIABLE = "ATLAS_SOAK"
#: how many times as many random cases a soak tries
TIMES = 10


class Soak:
    """How often one test repeats what it does, and its own random numbers."""

    def __init__(self, test: str, seed: int | None) -> None:
        """Take the name of the test, and the seed of the soak; None for the small part."""
        self.full = seed is not None
        self.random = random.Random(f"{seed or 0} {test}")

    def times(self, few: int, full: int) -> int:
        """Return how often to repeat: `few` in `make test`, `full` in `make soak`."""
        return full if self.full else few


def seed() -> int | None:
    """Return the seed of the soak that is running; None when none is."""
    stated = os.environ.get(VARIABLE)
    return int(stated) if stated else None


def register() -> None:
    """Let Hypothesis try the same cases each time, on however slow a machine."""
    hypothesis.settings.register_profile("test", derandomize=True, deadline=None)
    hypothesis.settings.load_profile("test")


def widen(test: Callable[..., Any], seed: int) -> None:
    """Let a test by Hypothesis try many more cases, begun with `seed`.

    The settings of a test that already has some can be changed in no public way.
    """
    own: Any = test
    given: hypothesis.settings = own._hypothesis_internal_use_settings
    own._hypothesis_internal_use_settings = hypothesis.settings(
        given, max_examples=given.max_examples * TIMES, derandomize=False, print_blob=True
    )
    hypothesis.seed(seed)(test)


def by_hypothesis(item: pytest.Item) -> bool:
    """Return whether a test draws its cases by Hypothesis."""
    return isinstance(item, pytest.Function) and hypothesis.is_hypothesis_test(item.obj)


def chosen(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """Return the tests that take part in a soak, with their cases multiplied."""
    random_cases = [one for one in items if by_hypothesis(one)]
    for test in {one.obj for one in random_cases if isinstance(one, pytest.Function)}:
        widen(test, seed)
    counting = [one for one in items if "soak" in getattr(one, "fixturenames", ())]
    return [one for one in items if one in random_cases or one in counting]
