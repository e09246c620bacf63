"""The workbook inside a chart: what its series refer to, and the copy that the chart keeps."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from atlas.exports.exact_numbers import Exact, number
from atlas.exports.pptx.xml import Xml, joined, tag, written

#: the name that Office gives the sheet of a new chart
NAME = "Sheet1"


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its heading, its cells, and where they stand."""

    heading: str
    cells: Sequence[Any]
    letter: str

    @property
    def name(self) -> Xml:
        """The heading as a series refers to it."""
        point = tag("c:pt", tag("c:v", written(self.heading)), idx=0)
        cache = tag("c:strCache", tag("c:ptCount", val=1), point)
        return tag("c:strRef", tag("c:f", written(f"{NAME}!${self.letter}$1")), cache)

    @property
    def numbers(self) -> Xml:
        """The cells as numbers; what is missing is left out."""
        numbered = ((idx, number(cell)) for idx, cell in enumerate(self.cells))
        # written out here, because a deck holds tens of thousands of these
        points = [
            Xml(f'<c:pt idx="{idx}"><c:v>{value!r}</c:v></c:pt>')
            for idx, value in numbered
            if value is not None
        ]
        count = tag("c:ptCount", val=len(self.cells))
        cache = tag("c:numCache", tag("c:formatCode", written("General")), count, joined(points))
        return tag("c:numRef", tag("c:f", written(self.where)), cache)

    @property
    def texts(self) -> Xml:
        """The cells as texts."""
        points = [
            tag("c:pt", tag("c:v", written(cell)), idx=idx) for idx, cell in enumerate(self.cells)
        ]
        cache = tag("c:strCache", tag("c:ptCount", val=len(self.cells)), joined(points))
        return tag("c:strRef", tag("c:f", written(self.where)), cache)

    @property
    def where(self) -> str:
        """The cells below the heading: 'Sheet1!$B$2:$B$16'."""
        return f"{NAME}!${self.letter}$2:${self.letter}${max(len(self.cells), 1) + 1}"


@dataclass
class Sheet:
    """Columns side by side, each with its heading in the first row."""

    columns: list[Column] = field(default_factory=list)

    def add(self, heading: str, cells: Sequence[Any]) -> Column:
        """Add a column on the right and return it."""
        column = Column(heading, list(cells), xl_col_to_name(len(self.columns)))
        self.columns.append(column)
        return column

    def blob(self) -> bytes:
        """Return the sheet as an Excel file."""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            sheet = book.add_worksheet(NAME)
            for place, column in enumerate(self.columns):
                sheet.write_string(0, place, column.heading)
                for row, cell in enumerate(column.cells, start=1):
                    value = number(cell)
                    if value is not None:
                        sheet.write_number(row, place, Exact(value))
                    elif isinstance(cell, str) and cell:
                        sheet.write_string(row, place, cell)
        return file.getvalue()
