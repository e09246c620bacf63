"""What lies on a slide before anything is put there: a small picture of a layout, worked out.

Background, master and layout are painted cell by cell in the order in which a program draws them.
The picture answers two questions: on which colours a text would stand, and where there is room.
"""

from dataclasses import dataclass

import numpy as np

from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.template.scheme import Rgb, Scheme

#: cells from left to right; from top to bottom as many as make them square, within limits
ACROSS, FEWEST, MOST = 160, 48, 320
#: colours nearer than this in every channel are one ground
SAME = 14
#: so much of a place has to be accounted for; the rest is the edges of what lies there
SHARE = 0.98


@dataclass
class Canvas:
    """The cells of a layout. `unknown`: of a colour that nobody can tell; `marks`: lines, text."""

    whole: Spot
    scheme: Scheme
    colours: np.ndarray
    layers: np.ndarray
    unknown: np.ndarray
    marks: np.ndarray

    @classmethod
    def empty(cls, whole: Spot, scheme: Scheme, colour: Rgb) -> "Canvas":
        """Return a canvas of one colour."""
        down = min(MOST, max(FEWEST, round(ACROSS * whole.height / whole.width)))
        size = (down, ACROSS)
        colours = np.empty((*size, 3))
        colours[:] = colour
        blank = np.zeros(size, dtype=bool)
        return cls(whole, scheme, colours, np.zeros(size, dtype=int), blank.copy(), blank.copy())

    def cells(self, spot: Spot) -> tuple[slice, slice]:
        """Return the cells that a box touches: rows, columns."""
        down, across = self.layers.shape
        left = _at(spot.left, self.whole.width, across, up=False)
        right = _at(spot.right, self.whole.width, across, up=True)
        top = _at(spot.top, self.whole.height, down, up=False)
        bottom = _at(spot.bottom, self.whole.height, down, up=True)
        return slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1))

    def grounds(self, spot: Spot) -> list[Rgb] | None:
        """Return the colours under a box, the commonest first; None where one is unknown."""
        rows, columns = self.cells(spot)
        if self.unknown[rows, columns].any():
            return None
        cells = self.colours[rows, columns].reshape(-1, 3)
        keys = _key(cells, 8)
        found, counts = np.unique(keys, return_counts=True)
        grounds: list[Rgb] = []
        told = 0
        for place in np.argsort(-counts):
            if told >= SHARE * len(cells):
                break
            told += int(counts[place])
            mean = cells[keys == found[place]].mean(axis=0)
            grounds.append((float(mean[0]), float(mean[1]), float(mean[2])))
        return grounds

    def free(self, area: Spot, taken: list[Spot]) -> Spot | None:
        """Return the largest box inside `area` that lies on one ground and on nothing in `taken`.

        The ground is the layer that most of the area shows; of a picture, its commonest colour.
        """
        rows, columns = self.cells(area)
        open_cells = (~self.marks & self._ground(rows, columns))[rows, columns]
        for spot in taken:
            down, across = self.cells(spot)
            top, left = down.start - rows.start, across.start - columns.start
            bottom, right = down.stop - rows.start, across.stop - columns.start
            if bottom > 0 and right > 0:
                open_cells[max(top, 0) : bottom, max(left, 0) : right] = False
        best = largest_box(open_cells)
        if best is None:
            return None
        top, left, bottom, right = best
        return self._spot(area, rows.start, columns.start, (top, left, bottom, right))

    def _ground(self, rows: slice, columns: slice) -> np.ndarray:
        """Return which cells belong wholly to the ground that most of a place shows."""
        numbers, counts = np.unique(self.layers[rows, columns], return_counts=True)
        number = numbers[np.argmax(counts)]
        here = self.layers[rows, columns] == number
        cells = self.colours[rows, columns][here]
        keys = _key(cells, SAME)
        found, many = np.unique(keys, return_counts=True)
        common = cells[keys == found[np.argmax(many)]].mean(axis=0)
        near = (np.abs(self.colours - common) <= SAME).all(axis=2) & ~self.unknown
        return _inner(near if number < 0 else near | (self.layers == number))

    def _spot(
        self, area: Spot, first_row: int, first_column: int, box: tuple[int, int, int, int]
    ) -> Spot:
        """Return a box of cells in EMU, inside `area` and flush with its edges."""
        down, across = self.layers.shape
        top, left, bottom, right = box
        wide, high = self.whole.width / across, self.whole.height / down
        x = max(area.left, -int(-(first_column + left) * wide // 1))
        y = max(area.top, -int(-(first_row + top) * high // 1))
        x2 = min(area.right, int((first_column + right) * wide))
        y2 = min(area.bottom, int((first_row + bottom) * high))
        return Spot(x, y, max(x2 - x, 1), max(y2 - y, 1))


def _inner(cells: np.ndarray) -> np.ndarray:
    """Return the cells all of whose neighbours are in `cells`, too: an edge may cut the others."""
    wide = np.pad(cells, 1, constant_values=True)
    rows = wide[:-2] & wide[1:-1] & wide[2:]
    return np.asarray(rows[:, :-2] & rows[:, 1:-1] & rows[:, 2:])


def _key(cells: np.ndarray, step: int) -> np.ndarray:
    """Return one number for each colour; those in the same step of every channel share it."""
    parts = (cells // step).astype(np.int64)
    return np.asarray(parts[:, 0] * 65_536 + parts[:, 1] * 256 + parts[:, 2])


def _at(place: int, whole: int, count: int, *, up: bool) -> int:
    exact = place * count / whole
    # a hair over the edge of a cell does not touch the next one
    cell = -int(-(exact - 0.02) // 1) if up else int((exact + 0.02) // 1)
    return min(count, max(0, cell)) if up else min(count - 1, max(0, cell))


def largest_box(cells: np.ndarray) -> tuple[int, int, int, int] | None:
    """Return (top, left, bottom, right) of the largest rectangle of true cells; None without."""
    heights = np.zeros(cells.shape[1], dtype=int)
    best, area = None, 0
    for row in range(cells.shape[0]):
        heights = np.where(cells[row], heights + 1, 0)
        stack: list[tuple[int, int]] = []
        for column, high in enumerate([*heights.tolist(), 0]):
            start = column
            while stack and stack[-1][1] >= high:
                start, tall = stack.pop()
                if tall * (column - start) > area:
                    area = tall * (column - start)
                    best = (row - tall + 1, start, row + 1, column)
            stack.append((start, high))
    return best
