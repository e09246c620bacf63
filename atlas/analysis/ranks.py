"""Ranks that hedged figures can carry: a range of places where hedges overlap.

A figure is surely ahead of another when even the worse end of its hedge beats the better end of
the other's. The best place of a figure is one more than the number of figures surely ahead of it;
its worst place is one more than the number of those that may be ahead. Two exact figures that are
the same are tied: neither is ahead. So exact figures get the usual ranks, ties shared (1, 2, 2, 4),
and a figure whose hedge overlaps others gets a range, such as 3 to 5.
"""

from typing import Any

import numpy
import pandas

#: the columns that `add_ranks` adds: best and worst place
BEST, WORST = "rank", "rank_last"


def add_ranks(rows: pandas.DataFrame, smallest_first: bool = False) -> pandas.DataFrame:
    """Return `rows` with the whole numbers `rank` and `rank_last`, from 1.

    `rows`: one row per figure with `low` and `high` (equal when exact), none missing; any order.
    `smallest_first`: the smallest figure is the first, as the oldest founding year is.
    """
    low, high = (rows[end].to_numpy(dtype=float) for end in ("low", "high"))
    if smallest_first:
        low, high = -high, -low
    count = len(rows)
    surely_ahead = count - numpy.searchsorted(numpy.sort(low), high, side="right")
    may_be_ahead = count - numpy.searchsorted(numpy.sort(high), low, side="left")
    tied = _tied(low, high)
    return rows.assign(**{BEST: surely_ahead + 1, WORST: may_be_ahead - tied + 1})


def are_shared(rows: pandas.DataFrame) -> pandas.Series:
    """Return for each of `rows` from `add_ranks` whether its place is a range."""
    return rows[WORST] > rows[BEST]


def keep_leading(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return those of `rows` from `add_ranks` that may be first: one, several tied, or unclear."""
    return rows[rows[BEST] == 1]


def write(row: Any) -> str:
    """Return the place of a row from `add_ranks`: '3', or '3–5' for a range."""
    best, worst = int(row[BEST]), int(row[WORST])
    return f"{best}" if best == worst else f"{best}–{worst}"


def _tied(low: numpy.ndarray, high: numpy.ndarray) -> numpy.ndarray:
    """Return how many exact figures are the same as each, itself included; 1 for a hedged one."""
    tied = numpy.ones(len(low), dtype=int)
    exact = low == high
    _values, which, counts = numpy.unique(low[exact], return_inverse=True, return_counts=True)
    tied[exact] = counts[which]
    return tied
