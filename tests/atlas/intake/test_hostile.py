"""Files that mean no good: a clear report or a clean import, in time and in little memory."""

import random
import resource
import time

import pytest

from atlas.intake import limits, process, wording
from atlas.intake.judgement import judge
from tests.atlas.intake import hostile
from tests.soak import Soak

MOST_SECONDS = 20
MOST_KIB = 1024 * 1024


def survive(content: bytes) -> None:
    """Read a file as a page would, and look at what came back."""
    begun = time.monotonic()
    reading = process.read(content, "hostile")
    assert time.monotonic() - begun < MOST_SECONDS
    assert reading.refused != "unreadable", reading.problems
    assert bool(reading.refused) != bool(reading.facts)
    for problem in reading.problems:
        assert wording.explain(problem.kind) != problem.kind
        assert not set(problem.found) & set("\x00\u202e\u202d\n")


@pytest.mark.slow
def test_any_file_is_read_or_refused(soak: Soak) -> None:
    makers = [*hostile.SMALL, *hostile.LARGE]
    # the largest of all children of this process, those of earlier tests among them
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for number in range(soak.times(5, full=5_000)):
        maker = makers[number % len(makers)] if soak.full else soak.random.choice(hostile.SMALL)
        survive(maker(random.Random(soak.random.random())))
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < max(before + 1, MOST_KIB)


@pytest.mark.parametrize("maker", hostile.SMALL, ids=lambda maker: maker.__name__)
def test_judging_never_raises(maker: hostile.Maker, soak: Soak) -> None:
    for _number in range(soak.times(4, full=100)):
        reading = judge(maker(random.Random(soak.random.random())), "hostile")
        assert bool(reading.refused) != bool(reading.facts)


@pytest.mark.parametrize(
    "maker", [hostile.bomb, hostile.empty_rows], ids=lambda maker: maker.__name__
)
@pytest.mark.slow
def test_what_unpacks_to_a_million_is_told_from_what_holds_nothing(maker: hostile.Maker) -> None:
    reading = process.read(maker(random.Random(1)), "packed")
    if maker is hostile.bomb:
        assert reading.refused == "too_large_unpacked"
    else:
        assert {fact.metric: fact.value for fact in reading.facts} == {
            "members": 12,
            "seat_city": "Ulm",
        }


@pytest.mark.slow
def test_reading_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    assert process.read(hostile.GOOD[0], "slow").refused == "too_slow"


def test_formulas_and_tags_stay_text() -> None:
    rows = 'Name;Mitglieder;Website\n"=1+1 Netz";"=2+3";<script>x</script>\n'
    reading = judge(rows.encode(), "x.csv")
    assert {problem.column for problem in reading.problems} >= {"Mitglieder"}
    assert not {"members", "website"} & {fact.metric for fact in reading.facts}
