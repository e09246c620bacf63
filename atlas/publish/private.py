"""One reader's own rows beside all that is known, in memory and for nobody else."""

import functools
from dataclasses import dataclass
from pathlib import Path

from atlas.db.private import PrivateDatabase
from atlas.publish import publishing
from atlas.publish.comparison import Comparison, compare
from atlas.publish.requests import Request
from data import build, checks, combined, overlay, place, published
from data.build import HERE
from data.combined import Combined
from data.overlay import Laid
from data.problems import BadData, Problem
from data.published import Log


@dataclass(frozen=True)
class Checked:
    """What a request would change, the tables with it, and every problem that it has."""

    comparison: Comparison
    laid: Laid
    problems: tuple[Problem, ...]


def open_private(request: Request, database: Path, folder: Path = HERE) -> PrivateDatabase:
    """Return a database in memory with the rows of `request` among all that is known now.

    Whoever opens one closes it. Raises BadData with every problem, and DamagedLog.
    """
    return _base(database, folder, build.current_version(folder, database)).open(request)


@functools.lru_cache(maxsize=1)
def _base(database: Path, folder: Path, _version: str) -> "Base":
    """Return what all private databases share; it holds nothing of any reader."""
    return Base(database, folder)


class Base:
    """All that is known, read once and shared by the private databases that are made of it."""

    def __init__(self, database: Path, folder: Path = HERE) -> None:
        """Read the tables and what was published. Raises BadData and DamagedLog."""
        self.folder = folder
        self.log: Log = published.read(place.published_folder(database))
        shipped = combined.read_shipped(folder)
        self.whole: Combined = combined.combine(shipped, self.log)
        self.version = build.data_version(folder, self.log.head)

    def check(self, request: Request) -> Checked:
        """Return what `request` would change, with every problem that it has."""
        comparison = compare(self.whole.tables, request)
        lines = publishing.lines_of(comparison)
        laid = overlay.lay_own(
            self.whole.tables,
            (
                (change.table, change.old if change.replaces else None, change.new)
                for change in comparison.changes
                if change.writes
            ),
        )
        found = checks.all_problems(laid.tables, self.whole.outlines)
        problems = [*comparison.problems, *(combined.place(laid, one, lines) for one in found)]
        return Checked(comparison, laid, tuple(sorted(problems)))

    def open(self, request: Request) -> PrivateDatabase:
        """Return a database in memory with the rows of `request` among all others.

        They follow the same rules as published ones, and are marked as the reader's own in the
        column `origin`. Raises BadData with every problem.
        """
        checked = self.check(request)
        if checked.problems:
            raise BadData(list(checked.problems))
        return self.open_laid(checked.laid)

    def open_laid(self, laid: Laid) -> PrivateDatabase:
        """Return a database in memory of tables that were checked, with a reader's rows in them."""
        whole = Combined(laid.tables, self.whole.outlines, self.whole.conflicts, self.log.number)
        return PrivateDatabase(
            lambda empty: build.write_without_keys(empty, self.folder, whole, self.version)
        )
