"""A sheet seen from one side: as it stands, or turned where each column is an organisation."""

from collections.abc import Iterator

from atlas.intake.cells import Area, Cell, Sheet, letters

#: merged cells that are filled with what their first cell says, at most
FILLED = 300_000


class Grid:
    """Rows and columns of a sheet; turned, its columns are the rows."""

    def __init__(self, sheet: Sheet, turned: bool = False) -> None:
        """Sort the cells by row, and fill merged ones."""
        self.sheet, self.turned = sheet, turned
        self.rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sheet.cells.items():
            first, second = (column, row) if turned else (row, column)
            self.rows.setdefault(first, {})[second] = cell
        self.numbers = sorted(self.rows)
        self.hidden_rows = sheet.hidden_columns if turned else sheet.hidden_rows
        self.hidden_columns = sheet.hidden_rows if turned else sheet.hidden_columns
        self.last_column = max((max(row) for row in self.rows.values()), default=0)
        self._anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._fill_merged()

    def _fill_merged(self) -> None:
        filled = 0
        last_row = self.numbers[-1] if self.numbers else 0
        for area in self.sheet.merged:
            top, left, bottom, right = self._turn(area)
            bottom, right = min(bottom, last_row), min(right, self.last_column)
            filled += max(0, bottom - top + 1) * max(0, right - left + 1)
            if filled > FILLED:
                return
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self._anchors[row, column] = (top, left)

    def _turn(self, area: Area) -> Area:
        top, left, bottom, right = area
        return (left, top, right, bottom) if self.turned else area

    def row(self, number: int) -> dict[int, Cell]:
        """Return the cells of a row that hold something, by column."""
        return self.rows.get(number, {})

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, if it holds something."""
        return self.row(row).get(column)

    def cover(self, row: int, column: int) -> Cell | None:
        """Return a cell, or the one that it is merged with."""
        found = self.cell(row, column)
        if found is None and (row, column) in self._anchors:
            found = self.cell(*self._anchors[row, column])
        return found

    def spread(self, row: int, column: int) -> Cell | None:
        """Return a cell, or the one above that it is merged with."""
        found = self.cell(row, column)
        if found is None and self._anchors.get((row, column), (0, 0))[1] == column:
            found = self.cell(*self._anchors[row, column])
        return found

    def is_merged(self, row: int, column: int, other_row: int, other_column: int) -> bool:
        """Return whether two places are one merged cell."""
        anchor = self._anchors.get((row, column))
        return anchor is not None and anchor == self._anchors.get((other_row, other_column))

    def walk(self, first: int, last: int) -> Iterator[int]:
        """Yield the numbers of the rows between two that hold something."""
        return (number for number in self.numbers if first <= number <= last)

    def name_row(self, number: int) -> str:
        """Return how a whole row is called in the file: '10:10', or 'I:I' where it is turned."""
        name = letters(number) if self.turned else str(number)
        return f"{name}:{name}"

    def name_column(self, number: int) -> str:
        """Return how a whole column is called in the file."""
        name = str(number) if self.turned else letters(number)
        return f"{name}:{name}"

    def name_part(self, column: int, first: int, last: int) -> str:
        """Return how a part of a column is called: 'J4:J18'."""
        if self.turned:
            return f"{letters(first)}{column}:{letters(last)}{column}"
        return f"{letters(column)}{first}:{letters(column)}{last}"
