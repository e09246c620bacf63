"""All that the database is built from: the shipped tables, with what was published over them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data import checks, outlines, overlay, tables
from data.overlay import UNFIT, Conflict, Item, Laid
from data.problems import BadData, Problem
from data.published import Log
from data.tables import Tables

if TYPE_CHECKING:
    import geopandas

#: table and sum of a row -> the line on which it stands in an editor's file
Lines = Mapping[tuple[str, str], int]
TABLE_OF = {file: table for table, (file, _key) in checks.KEYS.items()}


@dataclass(frozen=True)
class Shipped:
    """The shipped tables and outlines of one folder, as they were read, and what is wrong there."""

    tables: Tables
    outlines: "geopandas.GeoDataFrame | None"
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Combined:
    """What a database holds: every row, every outline, and the conflicts that wait for an editor.

    `number`: the newest version of the log among it.
    """

    tables: Tables
    outlines: "geopandas.GeoDataFrame"
    conflicts: tuple[Conflict, ...]
    number: int


def read_shipped(folder: Path) -> Shipped:
    """Read the tables and outlines in `folder`."""
    rows, problems = tables.read(folder)
    drawn, more = outlines.read(folder)
    return Shipped(rows, drawn, (*problems, *more))


def combine(shipped: Shipped, log: Log, lines: Lines | None = None) -> Combined:
    """Lay what was published over the shipped tables, and check all of it.

    What does not fit a later release any more, such as a figure of a cluster that is gone, is set
    aside as a conflict. `lines`: the newest version is about to be published, with its rows from
    these lines of the editor's own file; nothing of it is set aside. Raises BadData with every
    problem that is left.
    """
    items = overlay.fold(log)
    aside: list[Conflict] = []
    while True:
        laid = overlay.lay(shipped.tables, items.values())
        problems = [*shipped.problems, *checks.all_problems(laid.tables, shipped.outlines)]
        unfit = {} if shipped.problems else _unfit(laid, problems)
        if lines is not None:
            unfit = {i: told for i, told in unfit.items() if items[i].number < log.number}
        if not unfit:
            break
        aside += [
            Conflict(items.pop(item_id), UNFIT, wrong=told) for item_id, told in unfit.items()
        ]
    if problems or shipped.outlines is None:
        raise BadData([place(laid, problem, lines or {}) for problem in problems])
    return Combined(laid.tables, shipped.outlines, (*laid.conflicts, *aside), log.number)


def _unfit(laid: Laid, problems: list[Problem]) -> dict[str, str]:
    """Return the items whose rows have a problem, each with the first one."""
    unfit: dict[str, str] = {}
    for problem in sorted(problems):
        item = _origin(laid, problem)
        if item:
            unfit.setdefault(item.id, f"{problem.wrong} {problem.remedy}")
    return unfit


def _origin(laid: Laid, problem: Problem) -> Item | None:
    return laid.origins.get((TABLE_OF.get(problem.file, ""), problem.line))


def place(laid: Laid, problem: Problem, lines: Lines) -> Problem:
    """Return a problem of a published row with the line in the editor's file, else its version."""
    item = _origin(laid, problem)
    if item is None:
        return problem
    line = lines.get((item.table, overlay.sum_row(item.ours))) if item.ours else None
    if line is not None:
        return replace(problem, line=line)
    return replace(problem, file=f"{problem.file} (published, version {item.number})", line=0)
