"""What a figure draws, panel by panel, in terms that a spreadsheet's own charts know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import plotly.graph_objects as go

from atlas.exports.pptx import marks, markup, reading

Kind = Literal["bar", "column", "line", "scatter"]
Look = Literal["filled", "line", "light", "markers", "names"]
Number = float | None
#: how far above its row a name stands
LIFT = 0.3


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
class Panel:
    """One chart. In every kind but 'scatter' all series have the same `x`, in order."""

    kind: Kind
    title: str
    series: list[Series]
    stacked: bool
    x: go.layout.XAxis
    y: go.layout.YAxis


def panels(figure: go.Figure) -> list[Panel]:
    """Return what `figure` draws, a panel for each pair of axes; none for a map."""
    if any(trace.type not in ("bar", "scatter") for trace in figure.data):
        return []
    where: dict[tuple[str, str], list[Any]] = {}
    for trace in figure.data:
        if _role(trace) in reading.SCREEN:
            continue
        where.setdefault((trace.xaxis or "x", trace.yaxis or "y"), []).append(trace)
    several = len(where) > 1
    titles = (
        [markup.plain(one.text) for one in figure.layout.annotations]
        if several
        else [""] * len(where)
    )
    return [
        _panel(figure, title, traces, axes)
        for title, (axes, traces) in zip(titles, where.items(), strict=True)
    ]


def _panel(figure: go.Figure, title: str, traces: list[Any], axes: tuple[str, str]) -> Panel:
    x, y = (
        figure.layout[name[0] + "axis" + name[1:]]
        for name in axes
    )  # fmt: skip
    roles = {_role(trace) for trace in traces}
    stacked = figure.layout.barmode == "stack"
    if "values" in roles and traces[0].type == "bar":
        return Panel("bar", title, [_ranked(traces[0], traces[1:])], False, x, y)
    if "values" in roles:
        rows = [_in_rows(trace, list(y.categoryarray)) for trace in traces]
        return Panel("scatter", title, rows, False, x, y)
    if traces[0].type == "bar":
        series = _aligned(_series(trace, "filled") for trace in traces)
        return Panel("column", title, series, stacked, x, y)
    if "carried" in roles:
        looks: dict[str, Look] = {"carried": "light", "observed": "markers"}
        kept = [(trace, looks[_role(trace)]) for trace in traces if _role(trace) in looks]
        series = _aligned(_series(trace, look) for trace, look in kept)
        return Panel("line", title, series, False, x, y)
    drawn = [trace for trace in traces if any(one is not None for one in trace.x)]
    return Panel("scatter", title, [_series(one, _look(one)) for one in drawn], False, x, y)


def _ranked(values: Any, written: list[Any]) -> Series:
    """Return horizontal bars from the top; each category is a name and its hedged value."""
    numbers, names = (list(reversed(list(part))) for part in (values.x, values.y))
    texts = [_plain(one) for trace in written for one in reversed(trace.text)]
    plus, minus = (list(reversed(part)) for part in _whiskers(values.error_x))
    title = values.name or ""
    return Series(title, texts or names, numbers, "filled", _colour(values), plus, minus, [])


def _in_rows(trace: Any, names: list[str]) -> Series:
    """Return dots, or the words above them, with the number of their row instead of its name."""
    look = _look(trace)
    lift = LIFT if look == "names" else 0.0
    return replace(_series(trace, look), y=[names.index(one) + lift for one in trace.y])


def _series(trace: Any, look: Look) -> Series:
    plus, minus = _whiskers(trace.error_y)
    labels = [_plain(one) for one in trace.text] if look == "names" else []
    x, y = list(trace.x), list(trace.y)
    symbol = marks.symbol(trace.to_plotly_json())
    return Series(trace.name or "", x, y, look, _colour(trace), plus, minus, labels, symbol)


def _plain(text: str) -> str:
    return markup.plain(text)


def _aligned(series: Iterable[Series]) -> list[Series]:
    """Return `series` over the same years, without a year left out between first and last."""
    given = list(series)
    years = [int(x) for one in given for x in one.x]
    all_years = list(range(min(years), max(years) + 1))
    return [_over(all_years, one) for one in given]


def _over(years: list[int], one: Series) -> Series:
    def spread(values: list[Number]) -> list[Number]:
        known = dict(zip(map(int, one.x), values, strict=True)) if values else {}
        return [known.get(year) for year in years] if values else []

    return replace(
        one, x=list(years), y=spread(one.y), plus=spread(one.plus), minus=spread(one.minus)
    )


def _role(trace: Any) -> str:
    return str((trace.meta or {}).get("role", ""))


def _look(trace: Any) -> Look:
    if _role(trace) == "names":
        return "names"
    return "line" if trace.mode == "lines" else "markers"


def _whiskers(bars: Any) -> tuple[list[Number], list[Number]]:
    if not bars.visible or bars.array is None:
        return [], []
    return list(bars.array), list(bars.arrayminus)


def _colour(trace: Any) -> str:
    """Return the colour of a trace as #RRGGBB; blank when it has none of its own.

    Of open and closed circles the one that is filled tells the colour.
    """
    marker, line = trace.marker, getattr(trace, "line", None)
    colours = [marker.color, marker.line.color, line.color if line else None]
    flat = [
        one
        for colour in colours
        for one in (
            [colour] if isinstance(colour, str) else list(colour) if colour is not None else []
        )
    ]
    return next((str(one).upper() for one in flat if re.fullmatch("#[0-9A-Fa-f]{6}", str(one))), "")
