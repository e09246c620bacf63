"""Axes: years and dates, whole counts, money in words, numbers with separators."""

from typing import Any

import plotly.graph_objects as go

from atlas.model.metrics import Metric


def years_axis(first: float, last: float, margin: float = 1.0) -> dict[str, Any]:
    """Return an axis of whole years from `first` to `last`, with no year written twice.

    `margin`: free years at both ends; a short span has more.
    """
    axis: dict[str, Any] = {"tickformat": "d", "range": [first - margin, last + margin]}
    if last - first < 8:
        middle = (first + last) / 2
        axis |= {"dtick": 1, "range": [min(first - 1, middle - 3), max(last + 1, middle + 3)]}
    return axis


def bar_width(first: float, last: float) -> float:
    """Return the share of a year that its bar takes."""
    # Plotly makes bars as wide as two of them lie apart, which may be many years; and the bars of a
    # few years would be wide blocks
    return 0.85 if last - first >= 8 else 0.4


def moment(as_of: str) -> float:
    """Return a date as a year with a fraction; a year or month alone means its first day."""
    numbers = [int(number) for number in as_of.split("-")] + [1, 1]
    return numbers[0] + (numbers[1] - 1) / 12 + (numbers[2] - 1) / 365


def money_axis(metric: Metric, top: float) -> dict[str, Any]:
    """Return the ticks of an axis in EUR, in millions and the like; nothing for other units."""
    if metric.unit != "EUR" or top < 1e6:
        return {}
    steps = [n * 10**power for power in range(4, 14) for n in (1, 2, 5)]
    step = next((step for step in steps if step >= top / 4), steps[-1])
    ticks = [step * index for index in range(int(top / step) + 2)]
    return {"tickvals": ticks, "ticktext": [metric.write(tick) for tick in ticks]}


def counting_axis(top: float) -> dict[str, Any]:
    """Return an axis for counts: from zero, whole numbers only."""
    steps = [n * 10**power for power in range(9) for n in (1, 2, 5)]
    step = next(step for step in steps if step >= top / 6)
    return {"rangemode": "tozero", "tick0": 0, "dtick": step, "tickformat": ","}


def headings(chart: go.Figure, size: float, colour: str) -> None:
    """Move the headings of panels from the middle to the left edge, and style them."""
    left_edges = {sum(axis.domain) / 2: axis.domain[0] for axis in chart.select_xaxes()}
    for heading in chart.layout.annotations:
        middle = min(left_edges, key=lambda centre: abs(centre - heading.x))
        heading.update(x=left_edges[middle], xanchor="left", align="left")
        heading.update(font={"size": size, "color": colour})


def add_thousands_separators(axis: Any) -> None:
    """Write numbers on `axis` with thousands separators, unless it has a format of its own."""
    if axis.tickformat is None and axis.type != "category":
        axis.tickformat = ","


def unit_title(unit: str) -> dict[str, str]:
    """Return the title of an axis: the unit, with a capital letter."""
    return {"text": unit[:1].upper() + unit[1:]}


def value_axis(metric: Metric, log: bool) -> dict[str, Any]:
    """Return an axis of a metric's values, logarithmic when `log`."""
    if log:
        return {"type": "log", "dtick": "D2", "tickformat": ","}
    return {"tickformat": "d" if metric.calendar else ","}
