"""What a file holds before anything is made of it: workbook, sheets, cells with their place."""

import datetime
import math
from dataclasses import dataclass, field

from data.characters import FORBIDDEN

Value = str | int | float | bool | datetime.date | None


def letters(column: int) -> str:
    """Return the letters of a column, counted from 1: 'A', 'Z', 'AA'."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(slots=True)
class Cell:
    """One cell that holds something.

    `kind`: text, number, date, percent, truth, error, or formula where none of its values is
    stored. `marks`: what is raised above the line (superscripts). `serial`: the number behind a
    date, which tells a year that was typed into a cell for dates.
    """

    row: int
    column: int
    value: Value
    kind: str = "text"
    marks: tuple[str, ...] = ()
    comment: str = ""
    link: str = ""
    formula: str = ""
    format: str = ""
    serial: float | None = None

    @property
    def place(self) -> str:
        """Return where it stands: 'B7'."""
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """Return what it says, on one line."""
        if isinstance(self.value, str):
            return " ".join(FORBIDDEN.sub("", self.value).split())
        if isinstance(self.value, bool) or self.value is None:
            return "" if self.value is None else str(self.value)
        if isinstance(self.value, datetime.date):
            return self.value.isoformat()[:10]
        if self.kind == "percent":
            return f"{self.value * 100:g} %"
        return f"{self.value:.15g}"


#: first row, first column, last row, last column
Area = tuple[int, int, int, int]


@dataclass
class Sheet:
    """One sheet: its cells that hold something, what is merged, what is hidden."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, cell: Cell) -> None:
        """Keep a cell, unless it is blank."""
        if isinstance(cell.value, float) and not math.isfinite(cell.value):
            cell.value, cell.kind = str(cell.value), "text"
        if cell.kind == "formula" or (cell.value is not None and cell.text):
            self.cells[cell.row, cell.column] = cell


@dataclass
class Workbook:
    """All that a file holds. `format`: its name in formats.py. `notes`: how it was read."""

    format: str
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
