"""Names of the few points of a scatter that a reader asks for first: the furthest and largest."""

from collections.abc import Mapping

import numpy
import pandas

from atlas.text import shortening

LONGEST = 34
#: what a letter takes of the width of a plot, a line of its height, and a mark to its middle
LETTER, LINE, MARK = 0.0075, 0.04, 0.03
#: a name may stand over so many points; where there are more, it is left out
MOST_MET = 2
#: where a name may stand, in Plotly's words, the best first, with its direction from the point
SIDES = {
    "top center": (0, 1),
    "bottom center": (0, -1),
    "top left": (-1, 1),
    "top right": (1, 1),
    "bottom left": (-1, -1),
    "bottom right": (1, -1),
}

Box = tuple[float, float, float, float]


def chosen(rows: pandas.DataFrame, logs: Mapping[str, bool]) -> dict[str, tuple[str, str]]:
    """Return name and side (of `SIDES`) for the points to be named: cluster id -> both.

    `rows`: `cluster_id`, `name`, `x`, `y` and `size`, which may be missing. `logs`: for 'x' and
    'y', whether the axis is logarithmic. Named are the highest along each axis and the largest,
    each where its name meets the fewest points; where it would meet many, or another, it has none.
    """
    across, up = (_shares(rows[axis], logs[axis]) for axis in ("x", "y"))
    wanted = [rows[one].idxmax() for one in ("x", "y", "size") if rows[one].notna().any()]
    found: dict[str, tuple[str, str]] = {}
    taken: list[Box] = []
    for one in dict.fromkeys(wanted):
        name = shortening.shorten(str(rows.at[one, "name"]), LONGEST)
        boxes = {side: _box((across[one], up[one]), name, side) for side in SIDES}
        met = {
            side: _met(box, across, up)
            for side, box in boxes.items()
            if not any(_meet(box, of) for of in taken)
        }
        side = min(met, key=met.__getitem__, default="")
        if side and met[side] <= MOST_MET:
            taken.append(boxes[side])
            found[str(rows.at[one, "cluster_id"])] = (name, side)
    return found


def _shares(values: pandas.Series, log: bool) -> pandas.Series:
    """Return where values stand along an axis, from 0 to 1."""
    placed = numpy.log10(values) if log else values
    span = float(placed.max() - placed.min())
    return (placed - placed.min()) / (span or 1.0)


def _box(point: tuple[float, float], name: str, side: str) -> Box:
    """Return left, right, bottom and top of a name that stands at a side of a point."""
    wide = LETTER * len(name)
    along, above = SIDES[side]
    middle = (point[0] + along * (wide / 2 + MARK / 2), point[1] + above * (LINE / 2 + MARK))
    return middle[0] - wide / 2, middle[0] + wide / 2, middle[1] - LINE / 2, middle[1] + LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _met(box: Box, across: pandas.Series, up: pandas.Series) -> float:
    """Return how many points a name meets; one that leaves the plot meets all of them."""
    inside = (
        across.between(box[0] - MARK / 2, box[1] + MARK / 2)
        & up.between(box[2] - MARK / 2, box[3] + MARK / 2)
    ).sum()
    outside = box[0] < -MARK or box[1] > 1 + MARK
    return float(inside) + len(across) * outside
