"""Names of the few points of a scatter that a reader asks for first: the furthest and largest."""

from collections.abc import Mapping

import numpy
import pandas

from atlas.charts import caption

LONGEST = 34
#: this near to an end of the axis, as a share of it, a name stands beside its point
EDGE = 0.15
#: points whose names would stand nearer than this share of the axes leave the later one out
WIDE, HIGH = 0.3, 0.05


def chosen(rows: pandas.DataFrame, logs: Mapping[str, bool]) -> dict[str, tuple[str, str]]:
    """Return name and place (in Plotly's words) for the points to be named: cluster id -> both.

    `rows`: `cluster_id`, `name`, `x`, `y` and `size`, which may be missing. `logs`: for 'x' and
    'y', whether the axis is logarithmic. Named are the highest along each axis and the largest.
    """
    across, up = (_shares(rows[axis], logs[axis]) for axis in ("x", "y"))
    wanted = [rows[one].idxmax() for one in ("x", "y", "size") if rows[one].notna().any()]
    found: dict[str, tuple[str, str]] = {}
    taken: list[tuple[float, float]] = []
    for one in dict.fromkeys(wanted):
        here = (float(across[one]), float(up[one]))
        if any(abs(here[0] - a) < WIDE and abs(here[1] - b) < HIGH for a, b in taken):
            continue
        taken.append(here)
        side = "left" if here[0] > 1 - EDGE else "right" if here[0] < EDGE else "center"
        found[str(rows.at[one, "cluster_id"])] = (
            caption.shortened(str(rows.at[one, "name"]), LONGEST),
            f"top {side}",
        )
    return found


def _shares(values: pandas.Series, log: bool) -> pandas.Series:
    """Return where values stand along an axis, from 0 to 1."""
    placed = numpy.log10(values) if log else values
    span = float(placed.max() - placed.min())
    return (placed - placed.min()) / (span or 1.0)
