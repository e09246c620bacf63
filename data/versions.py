"""Earlier versions of the database: a build keeps the one it replaces, the newest ten of them."""

import os
import shutil
from pathlib import Path

from data.replacing import replacing

FOLDER = "versions"
ENDING = ".duckdb"
MOST_KEPT = 10


def folder_of(database: Path) -> Path:
    """Return the folder beside `database` that holds its earlier versions."""
    return database.parent / FOLDER


def path_of(database: Path, version: str) -> Path:
    """Return the file in which the earlier version `version` of `database` is kept."""
    return folder_of(database) / f"{version}{ENDING}"


def kept(database: Path) -> list[Path]:
    """Return the files of earlier versions, the newest first: the one that was built last."""
    found = [(path.stat().st_mtime_ns, path) for path in folder_of(database).glob(f"*{ENDING}")]
    return [path for _built, path in sorted(found, reverse=True)]


def keep(database: Path, version: str) -> None:
    """Keep `database` as it is, as the version `version`, and drop all but the newest ten.

    The file keeps the moment at which it was built. Raises OSError when it cannot be kept.
    """
    with replacing(path_of(database, version)) as fresh:
        _same_file(database, fresh)
    for old in kept(database)[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _same_file(database: Path, fresh: Path) -> None:
    """Give the file a second name; where a disk knows no second names, copy it."""
    try:
        os.link(database, fresh)
    except OSError:
        shutil.copy2(database, fresh)
