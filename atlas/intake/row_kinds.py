"""What a row is: one of an organisation, a total, a heading; what its name is without marks."""

import contextlib
import csv
import functools
import re

from atlas.intake import counts, limits, marks, places, vocabulary
from atlas.intake.cells import Cell
from atlas.intake.tables import Found
from atlas.intake.vocabulary import METRICS, fold

#: that many rows at least, the sum with them, before equal figures are taken for a sum
LEAST_ADDED = 4


def has_letters(text: str) -> bool:
    """Return whether a text can be a name: it says more than a bracket or a number."""
    bare = re.sub(r"\([^()]*\)", "", text)
    return bool(re.search(r"[^\W\d_]{2}", bare)) and not counts.is_nothing(bare)


def clean_name(cell: Cell | None, notes: dict[str, str]) -> str:
    """Return a name on one line, without marks of footnotes."""
    if cell is None or cell.kind not in ("text", "number"):
        return ""
    text = cell.text[: limits.LONGEST_FIGURE]
    while True:
        mark = marks.BEHIND.search(text)
        if not mark or mark.start() == 0:
            return text.strip()
        known = (
            marks.name(mark[1]) in notes
            or not mark[1].strip("()[]").isdigit()
            or mark[1][0] in marks.SUPER
        )
        if not known:
            return text.strip()
        text = text[: mark.start()]


@functools.cache
def sector_names() -> frozenset[str]:
    """Return the names of all sectors of the data, folded."""
    path = places.REGIONS.with_name("sectors.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return frozenset(fold(row[column]) for row in rows for column in ("name_de", "name_en"))


def rows_of_sums(table: Found) -> set[int]:
    """Return the last full row, where all its figures are the sums of those above."""
    rows = [row for row in table.rows if len(table.grid.row(row)) > 1]
    figures = [one for one in table.columns if one.role in (*METRICS, "value")]
    if len(rows) < LEAST_ADDED or not figures:
        return set()
    added = 0
    for column in figures:
        values = [_plain_value(table.grid.cell(row, column.number), column.role) for row in rows]
        last, above = values[-1], [value for value in values[:-1] if value]
        if last is None:
            continue
        if len(above) < LEAST_ADDED - 1 or abs(sum(above) - last) > 1e-6:
            return set()
        added += 1
    return {rows[-1]} if added else set()


def _plain_value(cell: Cell | None, metric: str) -> float | None:
    if cell is None:
        return None
    with contextlib.suppress(counts.Trouble):
        count = counts.read(cell, metric if metric in METRICS else "members")
        return count.value if count else None
    return None


def columns_to_fill(table: Found) -> set[int]:
    """Return the columns whose texts begin groups: a blank cell there means the same as above."""
    filled: set[int] = set()
    named = any(one.role in ("indicator", "year") for one in table.columns)
    rows = [
        row for row in table.rows if len(table.grid.row(row)) > 1 and not _has_total(table, row)
    ]
    if not rows:
        return filled
    for column in table.columns:
        if column.role not in ("region", "country", "sector") and not (
            column.role == "name" and named
        ):
            continue
        texts = [cell.text if (cell := table.grid.cell(row, column.number)) else "" for row in rows]
        said = [text for text in texts if text]
        if not said or texts[0] == "" or len(said) > 0.6 * len(texts):
            continue
        first = column.number == min(one.number for one in table.columns)
        if first and len(set(said)) == len(said):
            filled.add(column.number)
    return filled


def columns_of_numbers(table: Found) -> set[int]:
    """Return the columns before the names that number the organisations."""
    name = table.column("name")
    # a letter with what is headed by it is no organisation
    least = 1 if len(table.columns) <= 3 else 2
    rows = [row for row in table.rows if len(table.grid.row(row)) > least]
    numbering = set()
    for column in table.columns:
        if column.role or name is None or column.number >= name.number or not rows:
            continue
        cells = [table.grid.cell(row, column.number) for row in rows]
        numbers = [cell for cell in cells if cell and cell.text.rstrip(".").isdigit()]
        if len(numbers) > 0.6 * len(rows):
            numbering.add(column.number)
    return numbering


def _has_total(table: Found, row: int) -> bool:
    cells = table.grid.row(row)
    first = cells[min(cells)]
    return first.kind == "text" and vocabulary.sums_up(first.text)
