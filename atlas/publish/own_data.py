"""One reader's own rows: what of them can be used, what they change, and the database with them.

They live in memory, for one session. A database is opened for each language in which they are
looked at, because the title of their source says whose it is, in that language.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from atlas import i18n
from atlas.db import database
from atlas.db.private import PrivateDatabase
from atlas.publish.comparison import Comparison
from atlas.publish.private import Base
from atlas.publish.requests import Request
from atlas.text import own_data
from data.overlay import Laid
from data.problems import YOURS, Problem
from data.tables import FILES

Row = Mapping[str, str]
Rows = Mapping[str, Sequence[Row]]

TABLE_OF = {file: table for table, (file, _columns) in FILES.items()}
#: a row that is left out may leave others without what they refer to, so rows are checked again
ROUNDS = 6
#: the line of the first row, under the headings
FIRST_LINE = 2

_lock = threading.Lock()
_bases: dict[database.Edition, Base] = {}


@dataclass(frozen=True)
class LeftOut:
    """A row that cannot be used, and the first reason why."""

    table: str
    row: Row
    problem: Problem


@dataclass(frozen=True)
class Draft:
    """Rows that can be used, what they change, and those that cannot be used.

    `base`: what they were held against; `laid`: its tables with them.
    """

    rows: Rows
    comparison: Comparison
    left_out: tuple[LeftOut, ...]
    base: Base | None = None
    laid: Laid | None = None

    @property
    def request(self) -> Request:
        """Return the rows as what an editor would publish."""
        return Request(self.rows)


def read_base() -> Base:
    """Return all that is known, read once for each database. Raises NoDatabase and BadData."""
    edition = database.file_edition()
    with _lock:
        if edition not in _bases:
            base = Base(Path(database.DATABASE))
            _bases.clear()
            _bases[edition] = base
        return _bases[edition]


def draft(rows: Rows, base: Base) -> Draft:
    """Return which of `rows` can be used: those without a problem stay usable without the others.

    `rows`: by table, as the tables name themselves; every cell a text.
    """
    left: dict[str, list[Row]] = {table: list(listed) for table, listed in rows.items()}
    left_out: list[LeftOut] = []
    for _round in range(ROUNDS):
        checked = base.check(Request(left))
        if not checked.problems:
            return Draft(left, checked.comparison, tuple(left_out), base, checked.laid)
        wrong: dict[tuple[str, int], Problem] = {}
        for problem in checked.problems:
            table, place = TABLE_OF.get(problem.file, ""), problem.line - FIRST_LINE
            if 0 <= place < len(left.get(table, ())):
                wrong.setdefault((table, place), problem)
        if not wrong:
            break
        left_out += [
            LeftOut(table, left[table][place], problem) for (table, place), problem in wrong.items()
        ]
        left = {
            table: [row for place, row in enumerate(listed) if (table, place) not in wrong]
            for table, listed in left.items()
        }
    left_out += [
        LeftOut(table, row, checked.problems[0]) for table, listed in left.items() for row in listed
    ]
    return replace(NOTHING, left_out=tuple(left_out), base=base, laid=Laid(base.whole.tables))


NOTHING = Draft({}, Comparison(()), ())


class OwnData:
    """Own rows that are being looked at. `name`: of their file; `figures`, `clusters`: how many."""

    def __init__(self, name: str, usable: Draft) -> None:
        """Keep the rows that can be used; nothing is opened before it is asked."""
        self.name, self.rows, self._draft = name, usable.rows, usable
        rows = usable.rows
        self.figures = len(rows.get("observation", ()))
        self.clusters = len({row["cluster_id"] for row in rows.get("observation", ())})
        self.new_clusters = len(rows.get("cluster", ()))
        self._lock = threading.Lock()
        self._open: dict[str, PrivateDatabase] = {}
        self._edition: database.Edition | None = None

    def database(self) -> PrivateDatabase:
        """Return the database with the rows among all others, in the language in use.

        After others published it is made anew, of the rows that still fit.
        """
        edition, language = database.file_edition(), i18n.current()
        with self._lock:
            if edition != self._edition:
                self._close()
                self._edition = edition
            if language not in self._open:
                base = read_base()
                if self._draft.base is not base:
                    self._draft = draft(self.rows, base)
                self._open[language] = base.open_laid(
                    _mark(self._draft.laid or Laid(base.whole.tables))
                )
            return self._open[language]

    def close(self) -> None:
        """Give the memory back."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        for private in self._open.values():
            private.close()
        self._open.clear()


def _mark(laid: Laid) -> Laid:
    """Return the tables with the titles of own sources saying whose they are."""
    sources = [
        replace(row, cells={**row.cells, "title": own_data.mark(row["title"])})
        if row.origin == YOURS
        else row
        for row in laid.tables["source"]
    ]
    return replace(laid, tables={**laid.tables, "source": sources})
