"""How much room text takes: an estimate, on the wide side, since nobody knows the font."""

import math
from collections.abc import Collection, Iterable

EMU = 12_700
NARROW = set("iljtfrI.,:;'|!()[] -·")
WIDE = set("mwMWABCDGHKNOQRUVXYZÄÖÜ@%–—…")
LEADING = 1.2
#: how large the letters of a row's name are, as a share of the row's height
ROW = 0.8


def width(text: str, size: float) -> float:
    """Return how wide `text` is in points when set in `size` points."""
    ems = sum(0.3 if letter in NARROW else 0.74 if letter in WIDE else 0.53 for letter in text)
    return ems * size


def widest(texts: Iterable[str], size: float) -> float:
    """Return the width of the widest of `texts` in points."""
    return max((width(text, size) for text in texts), default=0.0)


def lines(text: str, size: float, room: float) -> int:
    """Return how many lines `text` takes in a box `room` points wide."""
    count = 0
    for paragraph in text.split("\n"):
        filled, count = 0.0, count + 1
        for word in paragraph.split(" "):
            taken = width(f"{word} ", size)
            if filled and filled + taken > room:
                count, filled = count + 1, 0.0
            count += int(taken // room) if taken > room else 0
            filled += taken
    return count


def height(texts: Iterable[str], size: float, room: float) -> float:
    """Return how high paragraphs are in points, one under the other."""
    return sum(lines(text, size, room) for text in texts) * size * LEADING


def size_for(texts: list[str], wide: float, high: float, largest: float, smallest: float) -> float:
    """Return the largest size in points, in steps of a half, at which `texts` fit the room."""
    size = largest
    while size > smallest and height(texts, size, wide) > high:
        size -= 0.5
    return size


def row_size(
    high: float, names: Collection[str], wide: float, smallest: float, largest: float = 12.0
) -> float:
    """Return the size in points for names of rows that share `high` points.

    A long name keeps to one line `wide` points wide, as far as the smallest size lets it.
    """
    size = min(largest, high / max(len(names), 1) * ROW, wide / max(widest(names, 1.0), 1.0))
    return max(smallest, math.floor(size * 2) / 2)


def rows_fit(high: float, rows: int, smallest: float) -> bool:
    """Say whether the names of `rows` rows in `high` points are not smaller than `smallest`."""
    return rows == 0 or high / rows * ROW >= smallest
