"""Put a new file in the place of an old one, whole or not at all, whoever is killed meanwhile."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows knows no such locks; names there are unique all the same
    fcntl = None  # type: ignore[assignment]

ENDING = ".new"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a name beside `path`; the file written there takes the place of `path` after the block.

    One process at a time writes into the folder, others wait. What killed ones left there for
    `path` is removed. When the block raises, or the disk takes no more, `path` stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path.parent) as is_alone:
        if is_alone:
            for left in path.parent.glob(f"{path.name}.*{ENDING}*"):
                _remove(left)
        fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex[:12]}{ENDING}")
        try:
            yield fresh
            write_through(fresh)
            os.replace(fresh, path)
            with contextlib.suppress(OSError):  # not every system can do this with a folder
                write_through(path.parent)
        finally:
            # what DuckDB keeps beside a file has the same name with something behind it
            for own in path.parent.glob(f"{fresh.name}*"):
                _remove(own)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Wait until nobody else replaces files in `folder`; yield whether that can be known.

    The system itself takes the lock away when its holder dies.
    """
    if fcntl is None:
        yield False
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
        except OSError:  # some disks of other machines know no locks
            yield False
        else:
            yield True
    finally:
        os.close(held)


def write_through(path: Path) -> None:
    """Wait until the disk has it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
