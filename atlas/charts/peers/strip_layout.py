"""Where the dots of a strip stand: its axis, and lanes so that near dots do not hide each other."""

import math
from collections.abc import Sequence

import pandas

from atlas.model.metrics import Metric

#: from this ratio of the largest to the smallest on, only a logarithm keeps the small ones apart
LOGARITHMIC_FROM = 12.0
#: dots nearer than this share of the axis stand in different lanes
NEAR = 0.022
#: the lanes from the middle outwards, in rows
LANES = (0.0, -0.16, 0.16, -0.32, -0.48)
AIR = 0.06
#: an axis spans at least so much, or this share of the highest value, whichever is less
LEAST, LEAST_SHARE = 10.0, 0.2


def logarithmic(rows: pandas.DataFrame, metric: Metric) -> bool:
    """Return whether a strip of `rows` (`value`, `low`, `high`) needs a logarithmic axis.

    Only counts may: ages, ratios and rates are read by their differences.
    """
    low, high = float(rows["low"].min()), float(rows["high"].max())
    return not metric.calendar and not metric.derived and low > 0 and high / low >= LOGARITHMIC_FROM


def ends(rows: pandas.DataFrame, log: bool) -> tuple[float, float]:
    """Return the ends of the axis, with all hedges inside it and some space at both sides."""
    low, high = float(rows["low"].min()), float(rows["high"].max())
    if log:
        air = (high / low) ** AIR
        return low / air, high * air
    # two values close together do not stand at the two ends
    least = min(LEAST, LEAST_SHARE * abs(high)) or 2.0
    air = max((high - low) * AIR, (least - (high - low)) / 2)
    return (low - air if low < 0 else max(0.0, low - air)), high + air


def lanes(
    values: Sequence[float], start: float, end: float, log: bool, own: float | None = None
) -> list[float]:
    """Return how far above or below the middle each of `values` stands, in rows.

    `own`: a value that has the middle to itself. The same values always get the same lanes; with
    more near each other than there are lanes, dots lie on each other.
    """
    scale = math.log10 if log else float
    span = scale(end) - scale(start)
    last: dict[float, float] = {}
    placed = [0.0] * len(values)
    for index in sorted(range(len(values)), key=lambda index: values[index]):
        position = scale(values[index])
        free = [lane for lane in LANES if position - last.get(lane, -math.inf) >= NEAR * span]
        if own is not None and abs(position - scale(own)) < 2 * NEAR * span:
            free = [lane for lane in free if lane]
        lane = free[0] if free else LANES[1 + index % (len(LANES) - 1)]
        last[lane] = position
        placed[index] = lane
    return placed
