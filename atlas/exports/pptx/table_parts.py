"""A table in parts that can be read: as many slides as its rows and columns need at 9 points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from atlas.exports.pptx import cell_sizes

Cell = tuple[str, str | None]
Row = TypeVar("Row")
ELLIPSIS = "…"


@dataclass(frozen=True)
class TablePart:
    """Some of a table's rows and columns, below their headings; `shares`: of the width."""

    lines: list[list[Cell]]
    shares: list[float]


def parts(
    lines: list[list[Cell]], shares: Sequence[float], wide: float, high: float
) -> list[TablePart]:
    """Return the parts of a table in rooms of `wide` by `high` points, at least one.

    Each repeats the headings and the first column, which names the rows.
    """
    found = []
    for columns in _columns(lines, shares, wide):
        own = [[line[place] for place in columns] for line in lines]
        part = [shares[place] for place in columns] if shares else []
        found += [TablePart(some, part) for some in _rows(own, part, wide, high)]
    return found


def _columns(lines: list[list[Cell]], shares: Sequence[float], wide: float) -> list[list[int]]:
    """Return which columns stand together: all that their longest words let stand side by side."""
    every = list(range(len(lines[0])))
    for count in range(1, len(every)):
        groups = [[0, *group] for group in evenly(every[1:], count)]
        if all(_wide_enough(lines, shares, wide, group) for group in groups):
            return groups
    return [[0, place] for place in every[1:]] or [every]


def _wide_enough(
    lines: list[list[Cell]], shares: Sequence[float], wide: float, columns: list[int]
) -> bool:
    texts = [[line[place][0] for place in columns] for line in lines]
    return cell_sizes.unbroken(texts, wide, [shares[place] for place in columns] if shares else [])


def _rows(
    lines: list[list[Cell]], shares: Sequence[float], wide: float, high: float
) -> list[list[list[Cell]]]:
    """Return the rows of each part, its heading first."""
    head, rest = lines[0], [_cut(lines[0], line, shares, wide, high) for line in lines[1:]]
    for count in range(1, len(rest)):
        groups = evenly(rest, count)
        if all(_low_enough([head, *group], shares, wide, high) for group in groups):
            return [[head, *group] for group in groups]
    return [[head, line] for line in rest] or [[head]]


def _low_enough(lines: list[list[Cell]], shares: Sequence[float], wide: float, high: float) -> bool:
    texts = [[text for text, _code in line] for line in lines]
    return sum(cell_sizes.fitted(texts, wide, high, shares).heights) <= high


def _cut(
    head: list[Cell], line: list[Cell], shares: Sequence[float], wide: float, high: float
) -> list[Cell]:
    """Return a row whose longest texts are cut, should it not fit a slide of its own."""
    while not _low_enough([head, line], shares, wide, high):
        place = max(range(len(line)), key=lambda at: len(line[at][0]))
        text, code = line[place]
        if len(text) < 20:
            break
        line = [*line]
        line[place] = (text[: len(text) * 4 // 5].rstrip(" …") + ELLIPSIS, code)
    return line


def evenly(every: Sequence[Row], count: int) -> list[list[Row]]:
    """Return `every` in `count` parts, all as long as one another or by one shorter."""
    long, more = divmod(len(every), count)
    found, start = [], 0
    for place in range(count):
        end = start + long + (place < more)
        found.append(list(every[start:end]))
        start = end
    return found
