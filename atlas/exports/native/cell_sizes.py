"""How wide the columns of a table are, how high its rows, and how large its letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.exports.native import fit

LARGEST, SMALLEST = 14.0, 6.0
#: what a cell keeps free beside and above its text, in points
BESIDE, ABOVE = 14.4, 3.0
#: a text longer than this is broken into lines rather than widening its column further
LONGEST = 34


@dataclass(frozen=True)
class Sizes:
    """All in points: the size of the letters, and the columns' widths and rows' heights."""

    letters: float
    widths: list[float]
    heights: list[float]


def fitted(
    texts: Sequence[Sequence[str]], wide: float, high: float, shares: Sequence[float] = ()
) -> Sizes:
    """Return the largest sizes at which the rows of `texts` fit a room of `wide` by `high` points.

    `shares`: how the width is divided among the columns; by their words when left out.
    """
    parts = list(shares) or [_wanted(column) for column in zip(*texts, strict=True)]
    widths = [wide * part / sum(parts) for part in parts]
    size = LARGEST
    while size > SMALLEST and sum(_heights(texts, widths, size)) > high:
        size -= 0.5
    return Sizes(size, widths, _heights(texts, widths, size))


def _wanted(column: Sequence[str]) -> float:
    return BESIDE + fit.widest((text[:LONGEST] for text in column), 10)


def _heights(texts: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> list[float]:
    return [
        max(
            fit.height([text], size, width - BESIDE)
            for text, width in zip(row, widths, strict=True)
        )
        + 2 * ABOVE
        for row in texts
    ]
