"""A row of a table, and what can be wrong with it, said so that its author can mend it."""

from dataclasses import dataclass
from typing import Any

from data.characters import FORBIDDEN_IN_CELL

#: who brought a row: it came with the program, was published here, or is one reader's own
SHIPPED, PUBLISHED, YOURS = "shipped", "published", "yours"
#: what is quoted of a cell at most
QUOTED = 200


def shorten(text: str) -> str:
    """Return `text` so that a message can quote it: in one line, not too long."""
    line = "".join(FORBIDDEN_IN_CELL.sub("?", text))
    return line if len(line) <= QUOTED else line[:QUOTED] + "…"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one cell: where it is, what is wrong, and what would be right."""

    file: str
    line: int
    column: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem as one line: file, line, column, fault, remedy."""
        place = f"{self.file}, line {self.line}, column {shorten(self.column)}"
        return f"{place}: {self.wrong} {self.remedy}"


@dataclass
class Row:
    """One row of a table: its values by column, the line on which it stands, and who brought it.

    Lines of rows that are in no file go on behind the last one of theirs.
    """

    line: int
    cells: dict[str, Any]
    origin: str = SHIPPED

    def __getitem__(self, column: str) -> Any:
        """Return the value in `column`."""
        return self.cells[column]


class BadData(Exception):
    """The tables hold problems; nothing was built. `problems` lists all of them, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, sorted by file and line."""
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
