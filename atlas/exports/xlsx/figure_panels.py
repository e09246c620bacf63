"""The panels of a figure as charts that a spreadsheet draws itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from atlas.charts.base.trace_role import OPEN_END, TraceRole
from atlas.exports import symbols
from atlas.exports.figure_reader import Axis, FigureReading, Number, Panel, Trace

Kind = Literal["bar", "column", "line", "scatter"]
Look = Literal["filled", "line", "light", "markers", "names"]
#: how far above its row a name stands
LIFT = 0.3
#: how the parts of a line over time look
LINE_LOOKS: dict[TraceRole | None, Look] = {
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
    has_headings = len(reading.panels) > 1
    return [_read_chart(panel, panel.heading if has_headings else "") for panel in reading.panels]


def _read_chart(panel: Panel, title: str) -> SheetChart:
    x, y, roles = panel.x, panel.y, panel.roles
    bars = panel.traces[0].kind == "bar"
    traces = [*panel.traces, *panel.names]
    if TraceRole.VALUES in roles and bars:
        ranking = _ranking_series(panel.traces[0], panel.names)
        return SheetChart("bar", title, [ranking], False, x, y)
    if TraceRole.VALUES in roles:
        rows = [_row_series(trace, list(y.categories)) for trace in traces]
        return SheetChart("scatter", title, rows, False, x, y)
    if bars:
        series = _align_years(_read_series(trace, "filled") for trace in panel.traces)
        return SheetChart("column", title, series, panel.stacked, x, y)
    if TraceRole.CARRIED in roles:
        lines = [trace for trace in panel.traces if trace.role in LINE_LOOKS]
        series = _align_years(_read_series(trace, LINE_LOOKS[trace.role]) for trace in lines)
        return SheetChart("line", title, series, False, x, y)
    points = [_read_series(trace, _choose_look(trace)) for trace in traces if trace.has_points]
    return SheetChart("scatter", title, points, False, x, y)


def _ranking_series(bars: Trace, names: list[Trace]) -> Series:
    """Return horizontal bars from the top; each category is a name and its hedged value.

    An arrow after it says that the bar has no end.
    """
    series = _read_series(bars, "filled", "x")
    texts = [text for trace in names for text in reversed(trace.texts)]
    if texts and any(bars.open_ends):
        pairs = zip(texts, reversed(bars.open_ends), strict=True)
        texts = [f"{text} {OPEN_END}" if is_open else text for text, is_open in pairs]
    return replace(
        series,
        x=texts or bars["y"][::-1],
        y=bars["x"][::-1],
        plus=series.plus[::-1],
        minus=series.minus[::-1],
    )


def _row_series(trace: Trace, rows: list[str]) -> Series:
    """Return dots, or the names above them, with the number of their row instead of its name."""
    look = _choose_look(trace)
    lift = LIFT if look == "names" else 0.0
    return replace(_read_series(trace, look), y=[rows.index(row) + lift for row in trace["y"]])


def _read_series(trace: Trace, look: Look, side: str = "y") -> Series:
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


def _align_years(series: Iterable[Series]) -> list[Series]:
    """Return all `series` over the same years, from the first year to the last."""
    given_series = list(series)
    given_years = [int(x) for line in given_series for x in line.x]
    years = list(range(min(given_years), max(given_years) + 1))
    return [_spread_over(years, line) for line in given_series]


def _spread_over(years: list[int], series: Series) -> Series:
    """Return `series` with a value for each of `years`, None where it has none."""

    def spread(values: list[Number]) -> list[Number]:
        by_year = dict(zip(map(int, series.x), values, strict=True)) if values else {}
        return [by_year.get(year) for year in years] if values else []

    return replace(
        series,
        x=list(years),
        y=spread(series.y),
        plus=spread(series.plus),
        minus=spread(series.minus),
    )


def _choose_look(trace: Trace) -> Look:
    if trace.role is TraceRole.NAMES:
        return "names"
    return "line" if trace.mode == "lines" else "markers"
