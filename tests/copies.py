"""A copy of the tree, for tests that change files, and its programs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.suite import ROOT

#: the database of a copy, where its own tests look for it too
DATABASE = Path("var", "tests", "clusters.duckdb")


def make(folder: Path) -> Path:
    """Copy every file of ours, as it stands now, into a new folder; return that."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and not path.is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
    return folder


def environment(copy: Path) -> dict[str, str]:
    """Return an environment in which a program is the one of the copy."""
    return os.environ | {"PYTHONPATH": str(copy), "ATLAS_DATABASE": str(copy / DATABASE)}


def start(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the copy to its end, whatever that is."""
    return subprocess.run(
        command,
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def run(copy: Path, *arguments: str) -> str:
    """Run a module of the copy, which must end well; return what it prints."""
    done = start(copy, sys.executable, "-m", *arguments)
    assert done.returncode == 0, f"{' '.join(arguments)}:\n{done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def beside(copy: Path, *arguments: str) -> Iterator[None]:
    """Run a module of the copy beside the block; it must end well after that."""
    command = [sys.executable, "-m", *arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen(
            command, cwd=copy, env=environment(copy), stdout=told, stderr=told
        )
        try:
            yield
            process.wait(timeout=240)
        finally:
            process.kill()
            process.wait()
        told.seek(0)
        assert process.returncode == 0, f"{' '.join(arguments)}:\n{told.read()}"
