"""Axes: years and moments in them, whole counts, money in words, numbers with separators."""

from typing import Any

import plotly.graph_objects as go

from atlas.model.metrics import Metric


def years_axis(first: float, last: float, away: float = 1.0) -> dict[str, Any]:
    """Return an axis of whole years that holds all of them and never repeats one.

    `away`: the years of air at both ends; a short span has more.
    """
    axis: dict[str, Any] = {"tickformat": "d", "range": [first - away, last + away]}
    if last - first < 8:
        middle = (first + last) / 2
        axis |= {"dtick": 1, "range": [min(first - 1, middle - 3), max(last + 1, middle + 3)]}
    return axis


def years_gap(first: float, last: float) -> float:
    """Return the share of a year that its bar leaves free: of few years a bar is not a block."""
    return 0.15 if last - first >= 8 else 0.6


def moment(as_of: str) -> float:
    """Return a date as a year with a fraction; a bare year or month stands at its beginning."""
    parts = [int(part) for part in as_of.split("-")] + [1, 1]
    return parts[0] + (parts[1] - 1) / 12 + (parts[2] - 1) / 365


def money_axis(metric: Metric, top: float) -> dict[str, Any]:
    """Return the ticks of an axis in EUR, in millions and the like; nothing for other units."""
    if metric.unit != "EUR" or top < 1e6:
        return {}
    steps = [n * 10**power for power in range(4, 14) for n in (1, 2, 5)]
    step = next((one for one in steps if one >= top / 4), steps[-1])
    ticks = [step * place for place in range(int(top / step) + 2)]
    return {"tickvals": ticks, "ticktext": [metric.write(tick) for tick in ticks]}


def counting_axis(top: float) -> dict[str, Any]:
    """Return an axis for counts: from zero, whole numbers only."""
    steps = [n * 10**power for power in range(9) for n in (1, 2, 5)]
    step = next(one for one in steps if one >= top / 6)
    return {"rangemode": "tozero", "tick0": 0, "dtick": step, "tickformat": ","}


def headings(drawn: go.Figure, size: float, colour: str) -> None:
    """Set the headings of panels, which stand over their middle, to their left edge."""
    edges = {sum(axis.domain) / 2: axis.domain[0] for axis in drawn.select_xaxes()}
    for note in drawn.layout.annotations:
        middle = min(edges, key=lambda one: abs(one - note.x))
        note.update(x=edges[middle], xanchor="left", align="left")
        note.update(font={"size": size, "color": colour})


def grouped(axis: Any) -> None:
    """Write the numbers on `axis` with thousands separators, unless it says otherwise."""
    if axis.tickformat is None and axis.type != "category":
        axis.tickformat = ","


def value_axis(metric: Metric, log: bool) -> dict[str, Any]:
    """Return an axis of a metric's values, logarithmic when `log`."""
    if log:
        return {"type": "log", "dtick": "D2", "tickformat": ","}
    return {"tickformat": "d" if metric.calendar else ","}
