"""Two real versions of the data: a copy of the tables, edited, and built into one database."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from data.build import HERE, build

Row = dict[str, str]
Edit = Callable[[list[Row]], list[Row]]


def copy_of_tables(to: Path) -> Path:
    """Return a copy of the real tables that a test may edit."""
    shutil.copytree(HERE, to, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def edit(folder: Path, table: str, change: Edit) -> None:
    """Rewrite a table as `change` returns its rows."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        names, rows = list(reader.fieldnames or ()), list(reader)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def two_versions(folder: Path, database: Path, **changes: Edit) -> tuple[str, str]:
    """Build the tables as they are, then edited; return both versions. `changes`: by table."""
    first = build(folder, database)
    for table, change in changes.items():
        edit(folder, table, change)
    return first, build(folder, database)
