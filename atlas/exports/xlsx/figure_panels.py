"""The panels of a figure as charts that a spreadsheet draws itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from atlas.charts.base.trace_role import TraceRole
from atlas.exports import symbols
from atlas.exports.figure_reader import Axis, FigureReading, Number, Panel, Trace

Kind = Literal["bar", "column", "line", "scatter"]
Look = Literal["filled", "line", "light", "markers", "names"]
#: how far above its row a name stands
LIFT = 0.3
#: how the parts of a line over time look
LINES: dict[TraceRole | None, Look] = {
    TraceRole.CARRIED: "light",
    TraceRole.OBSERVED: "markers",
}


@dataclass(frozen=True)
class Series:
    """One series. `x`: categories, or numbers in a scatter. None in `y` is a gap.

    `plus`, `minus`: what whiskers add; blank without. `labels`: words at the points, or blank.
    """

    name: str
    x: list[Any]
    y: list[Number]
    look: Look
    colour: str
    plus: list[Number]
    minus: list[Number]
    labels: list[str]
    symbol: str = "circle"


@dataclass(frozen=True)
class SheetChart:
    """One chart. In every kind but 'scatter' all series have the same `x`, in order."""

    kind: Kind
    title: str
    series: list[Series]
    stacked: bool
    x: Axis
    y: Axis


def charts(reading: FigureReading) -> list[SheetChart]:
    """Return a chart for each panel of a figure; none for maps and tables."""
    several = len(reading.panels) > 1
    return [_chart(panel, panel.heading if several else "") for panel in reading.panels]


def _chart(panel: Panel, title: str) -> SheetChart:
    x, y, roles = panel.x, panel.y, panel.roles
    bars = panel.traces[0].kind == "bar"
    traces = [*panel.traces, *panel.names]
    if TraceRole.VALUES in roles and bars:
        return SheetChart("bar", title, [_ranked(panel.traces[0], panel.names)], False, x, y)
    if TraceRole.VALUES in roles:
        rows = [_in_rows(trace, list(y.categories)) for trace in traces]
        return SheetChart("scatter", title, rows, False, x, y)
    if bars:
        series = _aligned(_series(trace, "filled") for trace in panel.traces)
        return SheetChart("column", title, series, panel.stacked, x, y)
    if TraceRole.CARRIED in roles:
        lines = [trace for trace in panel.traces if trace.role in LINES]
        series = _aligned(_series(trace, LINES[trace.role]) for trace in lines)
        return SheetChart("line", title, series, False, x, y)
    points = [_series(trace, _look(trace)) for trace in traces if trace.filled]
    return SheetChart("scatter", title, points, False, x, y)


def _ranked(values: Trace, names: list[Trace]) -> Series:
    """Return horizontal bars from the top; each category is a name and its hedged value."""
    series = _series(values, "filled", "x")
    texts = [text for trace in names for text in reversed(trace.texts)]
    return replace(
        series,
        x=texts or values["y"][::-1],
        y=values["x"][::-1],
        plus=series.plus[::-1],
        minus=series.minus[::-1],
    )


def _in_rows(trace: Trace, rows: list[str]) -> Series:
    """Return dots, or the words above them, with the number of their row instead of its name."""
    look = _look(trace)
    lift = LIFT if look == "names" else 0.0
    return replace(_series(trace, look), y=[rows.index(row) + lift for row in trace["y"]])


def _series(trace: Trace, look: Look, side: str = "y") -> Series:
    """Return a trace as a series. `side`: the side of its values, which whiskers stand on."""
    whiskers = trace.whiskers(side)
    return Series(
        name=trace.name,
        x=list(trace["x"]),
        y=list(trace["y"]),
        look=look,
        colour=trace.colour,
        plus=whiskers.up if whiskers else [],
        minus=whiskers.down if whiskers else [],
        labels=trace.texts if look == "names" else [],
        symbol=symbols.symbol(trace),
    )


def _aligned(series: Iterable[Series]) -> list[Series]:
    """Return `series` over the same years, without a year left out between first and last."""
    given = list(series)
    years = [int(x) for one in given for x in one.x]
    all_years = list(range(min(years), max(years) + 1))
    return [_over(all_years, one) for one in given]


def _over(years: list[int], series: Series) -> Series:
    def spread(values: list[Number]) -> list[Number]:
        known = dict(zip(map(int, series.x), values, strict=True)) if values else {}
        return [known.get(year) for year in years] if values else []

    return replace(
        series,
        x=list(years),
        y=spread(series.y),
        plus=spread(series.plus),
        minus=spread(series.minus),
    )


def _look(trace: Trace) -> Look:
    if trace.role is TraceRole.NAMES:
        return "names"
    return "line" if trace.mode == "lines" else "markers"
