"""Names of the most striking points of a scatter: the furthest along each axis, the largest."""

from collections.abc import Mapping

import numpy
import pandas

from atlas.text import shortening

LONGEST = 34
#: what a letter takes of the width of a plot, a line of its height, and a mark to its middle
LETTER, LINE, MARK = 0.0075, 0.04, 0.03
#: a name may cover so many points; one that would cover more is left out
MOST_COVERED = 2
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


def choose(rows: pandas.DataFrame, logs: Mapping[str, bool]) -> dict[str, tuple[str, str]]:
    """Return the points to be named: cluster id -> name and side (of `SIDES`).

    `rows`: `cluster_id`, `name`, `x`, `y` and `size`, which may be missing. `logs`: for 'x' and
    'y', whether the axis is logarithmic. Named are the highest along each axis and the largest,
    each where its name covers the fewest points; a name that would cover many points, or another
    name, is left out.
    """
    x_shares, y_shares = (_scale_to_one(rows[axis], logs[axis]) for axis in ("x", "y"))
    candidates = [
        rows[column].idxmax() for column in ("x", "y", "size") if rows[column].notna().any()
    ]
    chosen: dict[str, tuple[str, str]] = {}
    taken_boxes: list[Box] = []
    for row_id in dict.fromkeys(candidates):
        name = shortening.shorten(str(rows.at[row_id, "name"]), LONGEST)
        boxes = {side: _box((x_shares[row_id], y_shares[row_id]), name, side) for side in SIDES}
        covered = {
            side: _count_covered_points(box, x_shares, y_shares)
            for side, box in boxes.items()
            if not any(_overlap(box, taken_box) for taken_box in taken_boxes)
        }
        side = min(covered, key=covered.__getitem__, default="")
        if side and covered[side] <= MOST_COVERED:
            taken_boxes.append(boxes[side])
            chosen[str(rows.at[row_id, "cluster_id"])] = (name, side)
    return chosen


def _scale_to_one(values: pandas.Series, log: bool) -> pandas.Series:
    """Return the positions of values along an axis, from 0 to 1."""
    placed = numpy.log10(values) if log else values
    span = float(placed.max() - placed.min())
    return (placed - placed.min()) / (span or 1.0)


def _box(point: tuple[float, float], name: str, side: str) -> Box:
    """Return left, right, bottom and top of a name at a side of a point."""
    wide = LETTER * len(name)
    along, above = SIDES[side]
    middle = (point[0] + along * (wide / 2 + MARK / 2), point[1] + above * (LINE / 2 + MARK))
    return middle[0] - wide / 2, middle[0] + wide / 2, middle[1] - LINE / 2, middle[1] + LINE / 2


def _overlap(first: Box, second: Box) -> bool:
    return (
        first[0] < second[1]
        and second[0] < first[1]
        and first[2] < second[3]
        and second[2] < first[3]
    )


def _count_covered_points(box: Box, x_shares: pandas.Series, y_shares: pandas.Series) -> float:
    """Return how many points a name covers; one that leaves the plot counts as covering all."""
    inside = (
        x_shares.between(box[0] - MARK / 2, box[1] + MARK / 2)
        & y_shares.between(box[2] - MARK / 2, box[3] + MARK / 2)
    ).sum()
    outside = box[0] < -MARK or box[1] > 1 + MARK
    return float(inside) + len(x_shares) * outside
