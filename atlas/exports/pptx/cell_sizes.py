"""How wide the columns of a table are, how high its rows, and how large its letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from atlas.exports.pptx import text_fit

LARGEST, SMALLEST = 14.0, 9.0
#: what a cell keeps free beside and above its text, in points: usually, and where it is crowded
BESIDE, ABOVE = (7.2, 2.5), (3.0, 1.0)
#: from so many columns and rows on a table is crowded
MANY_COLUMNS, MANY_ROWS = 8, 14
#: a text longer than this is broken into lines rather than widening its column further
LONGEST = 34
#: sizes at which columns are measured: what they would like, and what their longest word needs
COMFORTABLE, TIGHT = 10.0, 9.0
BOLD = 1.15

Texts = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sizes:
    """All in points: the letters, the columns' widths, the rows' heights, the cells' margins."""

    letters: float
    widths: list[float]
    heights: list[float]
    beside: float
    above: float


def fitted(texts: Texts, wide: float, high: float, shares: Sequence[float] = ()) -> Sizes:
    """Return the largest sizes at which the rows of `texts` fit a room of `wide` by `high` points.

    `shares`: how the width is divided among the columns; by their words when left out.
    """
    beside = BESIDE[len(texts[0]) >= MANY_COLUMNS]
    above = ABOVE[len(texts) >= MANY_ROWS]
    columns = list(zip(*texts, strict=True))
    if shares:
        widths = [wide * share / sum(shares) for share in shares]
    else:
        widths = _shared(columns, wide, 2 * beside)
    size = _unbroken(columns, widths, 2 * beside)
    while size > SMALLEST and sum(_heights(texts, widths, size, beside, above)) > high:
        size -= 0.5
    return Sizes(size, widths, _heights(texts, widths, size, beside, above), beside, above)


def unbroken(texts: Texts, wide: float, shares: Sequence[float] = ()) -> bool:
    """Say whether every word of `texts` keeps to its line at the smallest size."""
    beside = BESIDE[len(texts[0]) >= MANY_COLUMNS]
    columns = list(zip(*texts, strict=True))
    needed = [2 * beside + _words(column, SMALLEST) for column in columns]
    if not shares:
        return sum(needed) <= wide
    given = [wide * part / sum(shares) for part in shares]
    return all(least <= width for least, width in zip(needed, given, strict=True))


def _words(column: Sequence[str], size: float) -> float:
    """Return the width of a column's longest word; the heading is bold, and so wider."""
    heading = text_fit.widest(column[0].split(), size * BOLD)
    return max(heading, text_fit.widest((word for text in column for word in text.split()), size))


def _shared(columns: Texts, wide: float, beside: float) -> list[float]:
    """Divide the width: first what the longest words need, then what the texts would like."""
    needed = [beside + _words(column, TIGHT) for column in columns]
    liked = [
        max(least, beside + text_fit.widest((text[:LONGEST] for text in column), COMFORTABLE))
        for column, least in zip(columns, needed, strict=True)
    ]
    left, more = wide - sum(needed), sum(liked) - sum(needed)
    if left <= 0 or more <= left:
        parts = needed if left <= 0 else liked
        return [wide * part / sum(parts) for part in parts]
    return [least + left / more * (most - least) for least, most in zip(needed, liked, strict=True)]


def _unbroken(columns: Texts, widths: Sequence[float], beside: float) -> float:
    """Return the largest size at which every word keeps to its line, as far as there is one."""
    fits = min(
        (width - beside) / max(_words(column, 1.0), 0.01)
        for column, width in zip(columns, widths, strict=True)
    )
    return max(SMALLEST, min(LARGEST, int(fits * 2) / 2))


def _heights(
    texts: Texts, widths: Sequence[float], size: float, beside: float, above: float
) -> list[float]:
    return [
        2 * above
        + max(
            text_fit.height([text], size, width - 2 * beside)
            for text, width in zip(row, widths, strict=True)
        )
        for row in texts
    ]
