"""Random damages of the data files: each is told with its place and a remedy, or does no harm."""

import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas import gallery
from atlas.db import database as db
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import view_of
from data.build import HERE, build
from data.problems import BadData, Problem
from tests.data import damages
from tests.soak import Soak

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 5.0, 300
#: charts that are drawn from what was built all the same
DRAWN = 2


@pytest.fixture
def _own_database(database: Path) -> Iterator[None]:
    yield
    db.DATABASE = database


def linked(folder: Path) -> Path:
    """Return a folder with links to the data files."""
    folder.mkdir()
    for path in HERE.iterdir():
        if path.suffix in (".csv", ".toml", ".sql", ".geojson"):
            (folder / path.name).symlink_to(path)
    return folder


def outcome(folder: Path, dice: random.Random) -> list[Problem]:
    """Return what the build tells; nothing where charts can be drawn from what it built."""
    began = time.thread_time()
    out = folder / "clusters.duckdb"
    try:
        build(folder, out)
    except BadData as error:
        return error.problems
    finally:
        assert time.thread_time() - began < SECONDS
    db.DATABASE = out
    known = choices()
    view = view_of(Selection(known.last_year), known)
    for name in dice.sample(sorted(gallery.CHARTS), DRAWN):
        cluster = dice.choice(list(known.clusters["id"]))
        options = {"cluster": cluster} if "cluster" in gallery.CHARTS[name].options else {}
        try:
            gallery.draw(name, view, **options)
        except gallery.NothingToDraw:
            continue
    return []


@pytest.mark.usefixtures("_own_database")
def test_every_damage_is_told_or_does_no_harm(tmp_path: Path, soak: Soak) -> None:
    # what any build and chart takes counts as none
    assert outcome(linked(tmp_path / "whole"), random.Random(0)) == []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told, generic = 0, 0
    first = soak.random.randrange(10**9) if soak.full else 0
    for number in range(first, first + soak.times(12, full=600)):
        dice = random.Random(number)
        folder = linked(tmp_path / str(number))
        file = damages.spoil(folder, dice)
        try:
            problems = outcome(folder, dice)
        except Exception as error:
            raise AssertionError(f"damage {number}, of {file}") from error
        for path in folder.iterdir():
            path.unlink()
        told += len(problems) > 0
        # without a line only what is about the whole file can be told
        generic += any(one.line == 0 and one.wrong.startswith("the database") for one in problems)
        assert all(one.file and one.wrong and one.remedy for one in problems), number
        assert all("\n" not in str(one) for one in problems), number
    assert told
    assert generic <= 0.05 * told
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MEGABYTES * 1024
