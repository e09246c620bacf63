"""What can be wrong with a row, said so that its author can mend it."""

from dataclasses import dataclass


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
        return f"{self.file}, line {self.line}, column {self.column}: {self.wrong} {self.remedy}"


class BadData(Exception):
    """The tables hold problems; nothing was built. `problems` lists all of them, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, sorted by file and line."""
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
