"""The tables in this folder, each read into rows with line numbers."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.cells import Reader, Unreadable, check
from data.columns import COLUMNS
from data.metric_blocks import read_metrics
from data.problems import Problem, Row, shorten

Tables = dict[str, list[Row]]
#: table -> (file, column -> reader)
FILES = {table: (file, readers) for file, (table, readers) in COLUMNS.items()}

# a cell of any length is read, so that what is wrong with it can be told
csv.field_size_limit(2**31 - 1)


def read(folder: Path) -> tuple[Tables, list[Problem]]:
    """Read every table in `folder`. Rows with an unreadable cell are reported and left out."""
    tables: Tables = {}
    problems: list[Problem] = []
    for file, (table, readers) in COLUMNS.items():
        tables[table], found = _read_csv(folder / file, readers)
        problems += found
    tables["metric"], found = read_metrics(folder / "metrics.toml")
    return tables, problems + found


def read_rows(
    table: str, rows: Sequence[Mapping[str, str]], first_line: int = 2
) -> tuple[list[Row], list[Problem]]:
    """Read rows that stand in no file, each a text by column; a column left out is blank.

    Rows with an unreadable cell are reported and left out, under the line that they would have.
    """
    file, readers = FILES[table]
    read: list[Row] = []
    problems: list[Problem] = []
    for line, cells in enumerate(rows, first_line):
        for column in cells.keys() - readers.keys():
            remedy = f"The columns are {', '.join(readers)}."
            problems.append(Problem(file, line, column, "there is no such column.", remedy))
        blank = dict.fromkeys(readers, "")
        row, more = _read_row(
            file, line, blank | {c: cells[c] for c in readers if c in cells}, readers
        )
        problems += more
        if row:
            read.append(row)
    return read, problems


def _read_csv(path: Path, readers: dict[str, Reader]) -> tuple[list[Row], list[Problem]]:
    if not path.exists():
        return [], [Problem(path.name, 0, "-", "the file is missing.", "Restore it.")]
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [Problem(path.name, line, "-", "it is not UTF-8.", "Save the file as UTF-8.")]
    with io.StringIO(text, newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        if header != list(readers):
            wrong = f"the columns are {shorten(', '.join(header)) or 'missing'}."
            remedy = f"They must be {', '.join(readers)}."
            return [], [Problem(path.name, 1, "-", wrong, remedy)]
        for cells in lines:
            line = lines.line_num
            if len(cells) != len(header):
                wrong = f"the row has {len(cells)} cells, the header {len(header)}."
                problems.append(
                    Problem(path.name, line, "-", wrong, "Quote cells that hold a comma.")
                )
                continue
            row, found = _read_row(path.name, line, dict(zip(header, cells, strict=True)), readers)
            problems += found
            if row:
                rows.append(row)
    if not rows and not problems:
        problems.append(Problem(path.name, 1, "-", "there are no rows.", "Restore them."))
    return rows, problems


def _read_row(
    file: str, line: int, cells: dict[str, str], readers: dict[str, Reader]
) -> tuple[Row | None, list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for column, read_cell in readers.items():
        try:
            if cells[column]:
                check(cells[column])
            values[column] = read_cell(cells[column])
        except Unreadable as error:
            problems.append(Problem(file, line, column, error.wrong, error.remedy))
    return (None if problems else Row(line, values)), problems
