"""A build on a full disk, or killed at any moment, leaves one whole version, and says which."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.build import HERE, built_version, data_version
from data.replacing import replacing
from tests.data.editions import copy_of_tables, edit
from tests.soak import Soak

pytestmark = pytest.mark.slow

ROOT = HERE.parent


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of so many megabytes; the test is skipped where that is not allowed."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("this system has no mount")
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def run(module: str, *arguments: str, database: Path | None = None) -> tuple[int, str]:
    """Run a module; return its exit code and what it says on its error output."""
    own = os.environ | {"PYTHONPATH": str(ROOT)}
    own |= {"ATLAS_DATABASE": str(database)} if database else {}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def other_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return tables of another version than the real ones."""
    folder = copy_of_tables(tmp_path_factory.mktemp("other") / "tables")
    edit(folder, "milestones", lambda rows: rows[:-1])
    return folder


def test_a_full_disk_keeps_the_old_database(
    tmp_path: Path, database: Path, other_tables: Path, soak: Soak
) -> None:
    """Sizes count what is free beside the old file; every one of them is tried in a soak."""
    old, size = built_version(database), database.stat().st_size // 1_000_000 + 2
    new = data_version(other_tables)
    outcomes = set()
    for free in range(1, 61) if soak.full else (3, 36, 60):
        with small_disk(tmp_path / str(free), size + free) as disk:
            out = disk / database.name
            shutil.copyfile(database, out)
            code, said = run("data.build", "--data", str(other_tables), "--out", str(out))
            assert built_version(out) == (old if code else new), f"{free} MB: {said}"
            left = {path.name for path in disk.iterdir()}
            assert left == ({out.name} if code else {out.name, "versions"})
            if code:
                assert code == 1
                assert "No space left on device" in said
                assert "a build needs up to" in said
                assert f"{out.name} was left as it was." in said
        outcomes.add(code)
    assert outcomes == {0, 1}


def test_a_full_disk_keeps_the_old_file_of_the_command_line(tmp_path: Path, database: Path) -> None:
    with small_disk(tmp_path / "small", 1) as disk:
        (disk / "filler").write_bytes(b"x" * 1_000_000)
        for command, ending in (("deck", "pptx"), ("chart", "xlsx"), ("data", "csv")):
            out = disk / f"old.{ending}"
            out.write_bytes(b"old")
            words = {"deck": ["--chart", "ranking"], "chart": ["ranking"], "data": []}[command]
            code, said = run("atlas", command, *words, "--out", str(out), database=database)
            assert (code, out.read_bytes()) == (1, b"old"), command
            assert "No space left on device" in said
        assert {path.name for path in disk.iterdir()} == {
            *("filler", "old.pptx", "old.xlsx", "old.csv")
        }


def test_a_kill_at_any_moment_leaves_one_whole_version(
    tmp_path: Path, database: Path, other_tables: Path, soak: Soak
) -> None:
    out = tmp_path / "var" / "clusters.duckdb"
    out.parent.mkdir()
    shutil.copyfile(database, out)
    tables = [HERE, other_tables]
    versions = [data_version(folder) for folder in tables]
    seconds = _measure(other_tables, tmp_path / "measured" / "clusters.duckdb")
    for place in range(soak.times(3, full=100)):
        before = built_version(out)
        folder = tables[before == versions[0]]
        command = [sys.executable, "-m", "data.build", "--data", str(folder), "--out", str(out)]
        build = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
        )
        time.sleep(soak.random.uniform(0.3, 1.1) * seconds)
        build.send_signal(signal.SIGKILL if place % 2 else signal.SIGTERM)
        code = build.wait()
        build.communicate()
        after = built_version(out)
        assert after in versions
        assert code != 0 or after == data_version(folder)
        assert code >= 0 or after in (before, data_version(folder))
    code, said = run("data.build", "--data", str(other_tables), "--out", str(out))
    assert (code, built_version(out)) == (0, versions[1]), said
    # what the killed ones left is gone
    assert {path.name for path in out.parent.iterdir()} <= {out.name, "versions"}
    kept = list((out.parent / "versions").iterdir())
    assert all(path.suffix == ".duckdb" and built_version(path) == path.stem for path in kept)


def _measure(folder: Path, out: Path) -> float:
    began = time.monotonic()
    assert run("data.build", "--data", str(folder), "--out", str(out))[0] == 0
    return time.monotonic() - began


def test_what_the_dead_left_is_removed_and_the_living_are_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "clusters.duckdb"
    path.write_bytes(b"old")
    for left in (f"{path.name}.{os.getpid()}.new", f"{path.name}.1.new.wal"):
        (tmp_path / left).write_bytes(b"left")
    (tmp_path / f"{path.name}.1.new.tmp").mkdir()
    order = []

    def second() -> None:
        with replacing(path) as fresh:
            order.append(path.read_bytes())
            fresh.write_bytes(b"second")

    with replacing(path) as fresh:
        assert {one.name for one in tmp_path.iterdir()} == {path.name}
        fresh.write_bytes(b"first")
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.3)
        assert order == []
    waiting.join()
    assert order == [b"first"]
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"second"]


def test_the_build_and_the_dashboard_have_one_setting(tmp_path: Path, database: Path) -> None:
    out = tmp_path / "elsewhere" / "clusters.duckdb"
    assert run("data.build", database=out)[0] == 0
    assert run("atlas", "charts", database=out)[0] == 0
    assert built_version(out) == built_version(database)
