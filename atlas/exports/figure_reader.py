"""Read a figure for slides and workbooks: its traces with their roles, sorted into panels.

What neither PowerPoint nor Excel can hold is refused here, by name, before anything is written.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import plotly.graph_objects as go

from atlas.charts.base.trace_role import SCREEN_ONLY, TraceRole, UnknownRole
from atlas.i18n import _
from atlas.text.chart_text import ChartText
from atlas.text.plotly_text import plain

Kind = Literal["panels", "map", "cells", "empty"]
Number = float | None
#: trace types that share a panel with axes; those of a map; those that become a table
POINTS = {"scatter", "scattergl"}
ON_AXES = {"bar", *POINTS}
ON_MAP = {"choropleth", "scattergeo"}
IN_CELLS = {"heatmap", "table"}
KNOWN = ON_AXES | ON_MAP | IN_CELLS
#: Plotly marks the points of shorter lines only
MOST_MARKED = 20
#: how far the heading of a panel may stand from its corner, in shares of the figure
NEAR = 0.01
HEX = re.compile("#[0-9A-Fa-f]{6}")


class UnreadableFigure(ValueError):
    """A figure holds something that no export can hold; the message names it, and the chart."""


@dataclass(frozen=True)
class Whiskers:
    """How far whiskers reach up and down from each point. `colour`: blank for the usual one."""

    up: list[Number]
    down: list[Number]
    colour: str = ""


class Trace(dict[str, Any]):
    """A visible trace: its attributes as Plotly names them, as plain data, and its role."""

    def __init__(self, data: Mapping[str, Any], role: TraceRole | None = None) -> None:
        """Keep the attributes and the role; None for plain data."""
        super().__init__(data)
        self.role = role

    @property
    def kind(self) -> str:
        """The type of the trace, such as 'scatter'."""
        return str(self["type"])

    @property
    def name(self) -> str:
        """What the legend calls the trace, as plain text; blank without a name."""
        return plain(self.get("name") or "")

    @property
    def texts(self) -> list[str]:
        """What is written at the points, as plain text."""
        return [plain(text) for text in self.get("text") or ()]

    @property
    def mode(self) -> str:
        """What a scatter trace draws, such as 'lines+markers'."""
        is_short = len(self.get("x") or ()) < MOST_MARKED
        return str(self.get("mode") or ("lines+markers" if is_short else "lines"))

    @property
    def has_points(self) -> bool:
        """Whether the trace draws any point; an entry of the legend does not."""
        xs = self.get("x") or self.get("lon") or ()
        ys = self.get("y") or self.get("lat") or ()
        return any(x is not None and y is not None for x, y in zip(xs, ys, strict=False))

    @property
    def colour(self) -> str:
        """The first colour of markers, their outlines, or lines as #RRGGBB; blank without any."""
        marker = self.get("marker") or {}
        outline, line = marker.get("line") or {}, self.get("line") or {}
        # the fill comes first: an open circle has its colour in the outline only
        for colours in (marker.get("color"), outline.get("color"), line.get("color")):
            for colour in colours if isinstance(colours, list) else [colours]:
                if HEX.fullmatch(str(colour)):
                    return str(colour).upper()
        return ""

    @property
    def open_ends(self) -> list[bool]:
        """Which of the points have no upper end, as “more than 170” has none; blank without any."""
        return list((self.get("meta") or {}).get("open_ends") or ())

    @property
    def marks(self) -> list[str]:
        """The ends of names that are never cut off, such as where a seat is; blank without any."""
        return list((self.get("meta") or {}).get("marks") or ())

    def whiskers(self, side: str) -> Whiskers | None:
        """Return the whiskers on the side 'x' or 'y'; None when the trace draws none."""
        bars = self.get(f"error_{side}") or {}
        lengths = bars.get("array")
        if bars.get("visible") is False or lengths is None or bars.get("type", "data") != "data":
            return None
        up, down = list(lengths), bars.get("arrayminus")
        symmetric = down is None or bars.get("symmetric", False)
        return Whiskers(up, up if symmetric else list(down or up), bars.get("color") or "")


@dataclass(frozen=True)
class Axis:
    """An axis of a panel. `categories`: the names of its rows or bars in order, if it states them.

    `range`: where it begins and ends, in powers of ten when it is logarithmic. `reach`: values that
    it reaches besides those on it. `years`: it counts years, which are written without separators.
    `whole`: its steps are whole numbers.
    """

    title: str = ""
    range: tuple[float, float] | None = None
    categories: tuple[Any, ...] = ()
    reach: tuple[float, ...] = ()
    log: bool = False
    years: bool = False
    whole: bool = False
    from_zero: bool = False
    at_top: bool = False
    grid: bool = True
    labelled: bool = True


@dataclass(frozen=True)
class Panel:
    """Traces that share a pair of axes, and those that write names above its rows.

    `legend`: the places of the traces that the legend names.
    """

    traces: list[Trace]
    x: Axis
    y: Axis
    heading: str = ""
    names: list[Trace] = field(default_factory=list)
    stacked: bool = False
    legend: frozenset[int] = frozenset()

    @property
    def roles(self) -> set[TraceRole | None]:
        """The roles that its traces have."""
        return {trace.role for trace in [*self.traces, *self.names]}


@dataclass(frozen=True)
class FigureReading:
    """What a figure holds. `text`: what it says; `layout`: the rest, as plain data."""

    kind: Kind
    text: ChartText
    layout: Mapping[str, Any]
    traces: list[Trace]
    panels: list[Panel]


def read(figure: go.Figure, title: str = "") -> FigureReading:
    """Return what `figure` holds for an export. `title` stands in for the figure's own.

    Raises UnreadableFigure for a role or a type of trace that no export knows, and for a mix of
    types that has no native form.
    """
    layout = figure.layout.to_plotly_json()
    text = ChartText.of(figure)
    chart_title = title or text.title
    visible = [
        _read_trace(trace, chart_title) for trace in figure.data if trace.visible in (None, True)
    ]
    traces = [trace for trace in visible if trace.role not in SCREEN_ONLY]
    # what is drawn only for the legend may be of any type
    kinds = {trace.kind for trace in traces if trace.role is not TraceRole.KEY}
    for kind in sorted(kinds - KNOWN):
        raise UnreadableFigure(_refusal_text(kind, chart_title))
    if not kinds:
        return FigureReading("empty", text, layout, traces, [])
    if kinds <= ON_AXES:
        return FigureReading(
            "panels", text, layout, traces, _read_panels(traces, layout, chart_title)
        )
    if kinds <= ON_MAP:
        return FigureReading("map", text, layout, traces, [])
    if kinds <= IN_CELLS and len(traces) == 1:
        return FigureReading("cells", text, layout, traces, [])
    raise UnreadableFigure(_refusal_text(" + ".join(sorted(kinds)), chart_title))


def _refusal_text(kind: str, chart_title: str) -> str:
    sentence = _(
        "“{chart}” cannot become a slide or a workbook: nothing in PowerPoint and Excel stands "
        "for “{kind}”."
    )
    return sentence.format(chart=chart_title, kind=kind)


def _read_trace(trace: Any, chart_title: str) -> Trace:
    data: dict[str, Any] = trace.to_plotly_json()
    try:
        role = TraceRole.of(data.get("meta"), chart_title)
    except UnknownRole as error:
        raise UnreadableFigure(str(error)) from error
    read_data = {key: _plain_data(value) for key, value in data.items()}
    for positions in ("x", "y"):
        read_data |= {positions: _plain_names(read_data[positions])} if positions in data else {}
    return Trace(read_data, role)


def _plain_names(positions: Any) -> Any:
    """Return positions with those that are names of rows or bars as plain text."""
    if not isinstance(positions, list | tuple):
        return positions
    return [plain(one) if isinstance(one, str) else one for one in positions]


def _plain_data(value: Any) -> Any:
    """Return arrays and tuples as lists, at whatever depth."""
    if isinstance(value, Mapping):
        return {key: _plain_data(inner) for key, inner in value.items()}
    if hasattr(value, "tolist"):
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value


def _read_panels(traces: list[Trace], layout: Mapping[str, Any], chart_title: str) -> list[Panel]:
    """Return one panel per pair of axes, in the order of the traces."""
    groups: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        pair = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
        if trace.role is not TraceRole.KEY:
            groups.setdefault(pair, []).append(trace)
    headings = _read_headings(layout)
    return [
        _read_panel(group, layout, pair, headings.get(pair, ""), chart_title)
        for pair, group in groups.items()
    ]


def _read_panel(
    group: list[Trace],
    layout: Mapping[str, Any],
    pair: tuple[str, str],
    heading: str,
    chart_title: str,
) -> Panel:
    names = [trace for trace in group if trace.role is TraceRole.NAMES]
    others = [trace for trace in group if trace.role is not TraceRole.NAMES]
    kinds = {"bar" if trace.kind == "bar" else "scatter" for trace in others if trace.has_points}
    if len(kinds) > 1:
        raise UnreadableFigure(_refusal_text(" + ".join(sorted(kinds)), chart_title))
    x, y = (_read_axis(layout.get(_axis_name(trace_axis)) or {}) for trace_axis in pair)
    stacked = layout.get("barmode") in ("stack", "relative")
    return Panel(others, x, y, heading, names, stacked, _legend_places(others, layout))


def _axis_name(trace_axis: str) -> str:
    """Return the name in the layout of an axis that a trace calls 'x2': 'xaxis2'."""
    return f"{trace_axis[0]}axis{trace_axis[1:]}"


def _read_axis(axis: Mapping[str, Any]) -> Axis:
    title = axis.get("title")
    start, end = axis.get("range") or (None, None)
    return Axis(
        title=plain(title.get("text") or "") if isinstance(title, Mapping) else "",
        range=None if start is None or end is None else (float(start), float(end)),
        categories=tuple(_plain_names(_plain_data(axis.get("categoryarray"))) or ()),
        log=axis.get("type") == "log",
        years=axis.get("tickformat") == "d",
        whole="dtick" in axis,
        from_zero=axis.get("rangemode") == "tozero",
        at_top=axis.get("side") == "top",
        grid=axis.get("showgrid") is not False,
        labelled=axis.get("showticklabels") is not False,
    )


def _read_headings(layout: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the heading of each panel: the annotation over its left edge, whole if it was cut."""
    headings = {}
    for key, axis in layout.items():
        if not re.fullmatch(r"xaxis\d*", key) or "domain" not in axis:
            continue
        y_axis = axis.get("anchor", "y")
        left = axis["domain"][0]
        top = (layout.get(_axis_name(y_axis)) or {}).get("domain", (0, 1))[1]
        for annotation in layout.get("annotations") or ():
            if (
                abs(annotation.get("x", -9) - left) < NEAR
                and abs(annotation.get("y", -9) - top) < NEAR
            ):
                whole = annotation.get("hovertext") or annotation.get("text", "")
                headings["x" + key[5:], y_axis] = plain(whole)
    return headings


def _legend_places(traces: Sequence[Trace], layout: Mapping[str, Any]) -> frozenset[int]:
    """Return the places of the traces that the legend names.

    A trace without points stands for its group: the group's first drawn trace takes its place.
    """
    stated = layout.get("showlegend")
    entries = [place for place, trace in enumerate(traces) if trace.get("showlegend") is not False]
    insists = stated or any(trace.get("showlegend") is True for trace in traces)
    if stated is False or (len(entries) < 2 and not insists):
        return frozenset()
    places = (_find_drawn(traces, place) for place in entries)
    return frozenset(place for place in places if place is not None)


def _find_drawn(traces: Sequence[Trace], place: int) -> int | None:
    """Return `place` if its trace has points, else that of the first in its group that has some."""
    if traces[place].has_points:
        return place
    group = traces[place].get("legendgroup")
    if group is None:
        return None
    same_group = (
        other_place
        for other_place, trace in enumerate(traces)
        if trace.has_points and trace.get("legendgroup") == group
    )
    return next(same_group, None)
