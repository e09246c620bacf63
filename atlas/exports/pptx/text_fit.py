"""How much room text takes: an estimate, on the wide side, since nobody knows the font."""

import math
from collections.abc import Iterable

EMU = 12_700
NARROW = set("iljtfrI.,:;'|!()[] -·")
WIDE = set("mwMWABCDGHKNOQRUVXYZÄÖÜ@%–—…")
LEADING = 1.2


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


def row_size(high: float, rows: int, largest: float = 12.0, smallest: float = 6.0) -> float:
    """Return the size in points for names of `rows` rows that share `high` points."""
    return max(smallest, min(largest, math.floor(high / max(rows, 1) * 0.8 * 2) / 2))
