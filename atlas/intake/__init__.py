"""A user's file in, facts and problems out: `read` a spreadsheet of whatever shape.

`formats.py` lists the formats, `vocabulary.toml` the words. `Answers` are handed back to read the
same file again with what the reader said.
"""

from pathlib import Path

from atlas.intake import process
from atlas.intake.questions import ASKED
from atlas.intake.reading import Answers, Column, Fact, Problem, Question, Reading, Table

__all__ = ["ASKED", "Answers", "Column", "Fact", "Problem", "Question", "Reading", "Table", "read"]


def read(source: Path | str | bytes, name: str = "", answers: Answers | None = None) -> Reading:
    """Read a file, or the bytes of one. Raises OSError when it cannot be opened, and nothing else.

    What cannot be read is said in the reading: `refused` for all of it, `problems` for parts.
    """
    if isinstance(source, bytes):
        return process.read(source, name, answers)
    path = Path(source)
    with path.open("rb") as file:
        # one byte more than is read tells that there is more
        content = file.read(process.limits.BYTES + 1)
    return process.read(content, name or path.name, answers)
