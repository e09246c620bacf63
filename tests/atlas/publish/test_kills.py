"""Publishing, killed at any moment, on a full disk, by two at once, while others read.

What was acknowledged is never lost: the command said so, and the log and the database have it.
"""

import functools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from atlas.db import database as db
from atlas.publish import publishing
from atlas.publish.publishing import Reason
from atlas.publish.requests import Request
from data import place, published
from data.build import HERE, built_version, data_version
from tests.atlas.publish.rows import figure, request
from tests.data.test_disk import run, small_disk
from tests.soak import Soak

pytestmark = pytest.mark.slow

FIGURE = "select value from observation where source_id = 'programme-office-2026'"


def write(folder: Path, wanted: Request, name: str = "rows.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"rows": wanted.rows}), encoding="utf-8")
    return path


def start(database: Path, file: Path, killed_at: int | None = None) -> subprocess.Popen[str]:
    """Publish a file; `killed_at`: the step to the disk at which that dies, 0 for none."""
    words = ["atlas", "publish", str(file), "--why", "A test", "--by", "Ann"]
    if killed_at is not None:
        words = ["tests.atlas.publish.killed_at", str(killed_at), str(file)]
    command = [sys.executable, "-m", *words]
    own = os.environ | {"PYTHONPATH": str(HERE.parent), "ATLAS_DATABASE": str(database)}
    return subprocess.Popen(
        command, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def read(database: Path) -> tuple[int, list[float]]:
    """Return the version that a database holds, and the figure that was published with it."""
    with duckdb.connect(str(database), read_only=True) as connection:
        number = connection.execute("select published from data_version").fetchall()[0][0]
        return number, [value for (value,) in connection.execute(FIGURE).fetchall()]


@pytest.fixture
def own(tmp_path: Path, database: Path) -> Path:
    """Return a database that a test may publish into."""
    copy = tmp_path / "var" / "clusters.duckdb"
    copy.parent.mkdir()
    shutil.copyfile(database, copy)
    return copy


@contextmanager
def reading(database: Path, figures: list[float]) -> Iterator[list[object]]:
    """Ask the database all the time, as the dashboard does; yield what it answered.

    `figures`: those that are published meanwhile; an answer has one of them or none.
    """
    answers: list[object] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.wait(0.02):
            try:
                facts = db.run("facts", year=2026)
                own = facts[facts["source_id"] == "programme-office-2026"]["value"].tolist()
                answers.append(True if own in [[], *([value] for value in figures)] else str(own))
            except Exception as error:
                answers.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield answers
    finally:
        ended.set()
        asking.join()


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    own: Path, tmp_path: Path, soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_folder = place.published_folder(own)
    monkeypatch.setattr(db, "DATABASE", own)
    began = time.monotonic()
    first = start(own, write(tmp_path, request(figure("niro", "1000"))))
    assert first.wait() == 0, first.communicate()
    seconds = time.monotonic() - began
    figures = [1000.0]
    with reading(own, figures) as answers:
        for attempt in range(soak.times(2, full=100)):
            before = published.read(log_folder).number
            wanted = 2000.0 + attempt
            figures.append(wanted)
            publishes = start(own, write(tmp_path, request(figure("niro", f"{wanted:.0f}"))))
            time.sleep(soak.random.uniform(0.3, 1.1) * seconds)
            publishes.send_signal(signal.SIGKILL)
            said, _complained = publishes.communicate()
            log = published.read(log_folder)
            number, held = read(own)
            assert log.number in (before, before + 1)
            assert number in (before, log.number)
            if "is published" in said:
                assert number == log.number == before + 1
            assert held == [value_of(log, number)]
            assert built_version(own) == data_version(HERE, log.until(number).head)
    assert answers
    assert {answer for answer in answers if answer is not True} == set()
    # what the log has and the database has not is in it after the next build
    code, complained = run("data.build", "--if-stale", database=own)
    log = published.read(log_folder)
    assert (code, read(own)) == (0, (log.number, [value_of(log, log.number)])), complained
    # and whoever publishes next clears what the killed ones left
    publishing.restore(0, Reason("Ann", "A test"), database=own)
    left = {path.name for path in own.parent.iterdir()}
    assert left == {own.name, "versions", "published", "audit.jsonl"}
    assert not list(log_folder.rglob("*.new"))


def test_a_kill_between_any_two_steps_leaves_one_whole_version(
    own: Path, tmp_path: Path, soak: Soak
) -> None:
    """Every moment at which something becomes lasting, the one before the swap among them."""
    log_folder = place.published_folder(own)
    # the first one has more to do, so the second is counted
    for value in ("1000", "1001"):
        counted = start(own, write(tmp_path, request(figure("niro", value))), killed_at=0)
        steps = int(re.findall(r"(\d+) steps", counted.communicate()[0])[0])
    every = range(1, steps + 1) if soak.full else (steps - 8, steps - 1, steps)
    committed = behind = 0
    for step in every:
        before = published.read(log_folder).number
        file = write(tmp_path, request(figure("niro", f"{2000 + step}")))
        killed = start(own, file, killed_at=step)
        killed.communicate()
        log = published.read(log_folder)
        number, held = read(own)
        assert killed.returncode == -signal.SIGKILL
        assert log.number in (before, before + 1)
        assert number in (before, log.number)
        assert held == [value_of(log, number)]
        committed += log.number > before
        behind += number < log.number
        assert run("data.build", "--if-stale", database=own)[0] == 0
        assert read(own) == (log.number, [value_of(log, log.number)])
    # some died before it counted, some after, and some between that and the swap
    assert 0 < committed < len(every)
    assert behind


def value_of(log: published.Log, number: int) -> float:
    """Return the figure that a version published."""
    rows = [change.new for change in log.entries[number - 1].changes if change.new]
    return next(float(row["value"]) for row in rows if "value" in row)


def test_a_full_disk_leaves_the_version_before(tmp_path: Path, database: Path, soak: Soak) -> None:
    """Sizes count what is free beside the database; every one of them is tried in a soak."""
    size = database.stat().st_size // 1_000_000 + 2
    file = write(tmp_path, request(figure("niro", "1000")))
    outcomes = set()
    for free in range(0, 61) if soak.full else (0, 33, 60):
        with small_disk(tmp_path / str(free), size + free) as disk:
            out = disk / database.name
            shutil.copyfile(database, out)
            publishes = start(out, file)
            said, complained = publishes.communicate()
            log = published.read(place.published_folder(out))
            number, held = read(out)
            assert "Traceback" not in complained
            assert (number, held) == ((1, [1000.0]) if log.number else (0, []))
            assert log.number == (0 if publishes.returncode else 1), complained
            assert ("is published" in said) == (publishes.returncode == 0)
            assert not list(disk.rglob("*.new"))
            outcomes.add(publishes.returncode)
    assert outcomes == {0, 1}


def test_two_editors_at_once_publish_one_after_the_other(own: Path, tmp_path: Path) -> None:
    files = [
        write(tmp_path, request(figure(cluster, "1000")), f"{cluster}.json")
        for cluster in ("niro", "ac-serbia")
    ]
    both = [start(own, file) for file in files]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    numbers = sorted(re.findall(r"Version (\d) is published", "".join(out for out, _ in told)))
    assert numbers == ["1", "2"]
    assert read(own) == (2, [1000.0, 1000.0])


def test_whoever_looked_before_another_published_about_the_same_is_told(own: Path) -> None:
    looked_at = publishing.preview(request(figure("niro", "1000")), own).number
    publish = functools.partial(publishing.publish, source_file="", database=own)
    publish(request(figure("niro", "1000")), Reason("Ann", "A test"))
    mine = request(figure("niro", "2000"))
    with pytest.raises(publishing.Overtaken, match=r"Ann published version 1 .*niro members"):
        publish(mine, Reason("Ben", "A test"), looked_at=looked_at)
    assert read(own) == (1, [1000.0])
    # about another cluster nothing stands in the way
    other = Request({"observation": [figure("ac-serbia", "3000")]})
    publish(other, Reason("Ben", "A test"), looked_at=looked_at)
    assert read(own)[0] == 2
