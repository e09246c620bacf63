"""The series of an XY or bubble chart: points, lines, whiskers, names of rows."""

from dataclasses import dataclass, field
from typing import Any

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.exact_numbers import number
from atlas.exports.figure_reader import Panel, Trace
from atlas.exports.pptx import errorbars, labels, marks, theme_colours
from atlas.exports.pptx.chart_workbook import Column, Sheet
from atlas.exports.pptx.xml import Xml, tag
from atlas.i18n import _
from atlas.text.plotly_text import bold_part, plain

#: size of names at single points, in points, and Office's words for their sides
NAME_SIZE = 10.0
SIDES = {"left": "l", "right": "r"}


@dataclass(frozen=True)
class Points:
    """The points of a panel. `rows`: the names of its rows from the bottom, if it has any.

    `order`: for each trace drawn, its place among the panel's traces.
    """

    panel: Panel
    traces: list[Trace]
    order: list[int]
    rows: list[str]
    has_bubbles: bool
    sheet: Sheet = field(default_factory=Sheet)

    @classmethod
    def of(cls, panel: Panel) -> "Points":
        """Read a panel whose traces are points and lines."""
        order = [idx for idx, trace in enumerate(panel.traces) if trace.has_points]
        traces = [panel.traces[idx] for idx in order]
        names = panel.y.categories or [
            text for trace in panel.names for text in trace.get("text") or ()
        ]
        has_sizes = any(_has_varied_sizes(trace) for trace in traces)
        has_lines = any("lines" in trace.mode for trace in traces)
        return cls(
            panel,
            traces,
            order,
            [str(name) for name in names],
            has_sizes and not has_lines and not panel.names,
        )

    def x_values(self, trace: Trace) -> list[Any]:
        """Return the horizontal places of the points of a trace."""
        return [number(x) for x in trace.get("x") or ()]

    def y_values(self, trace: Trace) -> list[Any]:
        """Return the vertical places of the points of a trace; named rows are 0, 1, 2…"""
        row_of = {name: idx for idx, name in enumerate(self.rows)}
        ys = trace.get("y") or ()
        return [row_of.get(y) if isinstance(y, str) else number(y) for y in ys]

    def row_texts(self) -> list[str]:
        """Return the texts beside the rows."""
        return [text for trace in self.panel.names for text in trace.texts] or self.rows

    def axis_values(self, side: str) -> list[float]:
        """Return every value that the axis `side` has to reach, whiskers included."""
        values: list[float] = []
        for trace in self.traces:
            trace_values = self.x_values(trace) if side == "x" else self.y_values(trace)
            values += [value for value in trace_values if value is not None]
            whiskers = trace.whiskers(side)
            if whiskers:
                points = zip(trace_values, whiskers.up, whiskers.down, strict=False)
                for value, up, down in points:
                    values += [] if value is None else [value + (up or 0), value - (down or 0)]
        return values


def _has_varied_sizes(trace: Trace) -> bool:
    sizes = (trace.get("marker") or {}).get("size")
    return isinstance(sizes, list) and len(set(sizes)) > 1


def write_series(points: Points, size: float, start: float) -> list[Xml]:
    """Return every c:ser, and put its cells into the workbook.

    `size`: of the names of rows, in points; `start`: where on the axis they stand.
    """
    largest = size * 1.2 if points.rows else marks.LARGEST
    series = [
        _write_trace(points, trace, place, largest) for place, trace in enumerate(points.traces)
    ]
    for trace in points.panel.names:
        series.append(_write_names(points, trace, len(series), size, start))
    return series


def series_name(trace: Trace) -> str:
    """Return the name of the series of a trace; the parts of a line have a name each."""
    name = trace.name or _("Value")
    if trace.role is TraceRole.CARRIED:
        return _("{name}: carried forward").format(name=name)
    if trace.role is TraceRole.JOINED:
        return _("{name}: line").format(name=name)
    if trace.role is TraceRole.WINDOW:
        return _("{name}: undated texts").format(name=name)
    return name


def _write_trace(points: Points, trace: Trace, place: int, largest: float) -> Xml:
    x, y = points.x_values(trace), points.y_values(trace)
    point_of: list[int | None] = list(range(len(x)))
    if _is_stepped(trace):
        x, y, point_of = stepped(x, y)
    heading = series_name(trace)
    if place == 0:
        # LibreOffice forgets a series before a longer one
        blanks = [None] * (_longest_series(points) - len(x))
        x, y = x + blanks, y + blanks
    x_column = points.sheet.add(_x_heading(points, heading), x)
    y_column = points.sheet.add(heading, y)
    if trace.get("customdata") and all(isinstance(name, str) for name in trace["customdata"]):
        names = trace.get("hovertext") or trace["customdata"]
        points.sheet.add(_("Name"), [bold_part(name) or str(name) for name in names])
    whiskers = [
        errorbars.add(points.sheet, trace, heading, side, names_side=True, points=point_of)
        for side in "xy"
    ]
    if points.rows and not any(whiskers):
        whiskers.append(marks.write_tick(trace))
    head = _write_head(place, y_column)
    if points.has_bubbles:
        look = marks.write_bubble(trace, place)
        tail = _write_bubble_sizes(points, trace, heading)
    else:
        look = marks.write_marker(trace, place, largest)
        tail = tag("c:smooth", val=0)
    return tag(
        "c:ser",
        head,
        look,
        *_write_point_labels(trace),
        *whiskers,
        tag("c:xVal", x_column.numbers),
        tag("c:yVal", y_column.numbers),
        tail,
    )


def _write_point_labels(trace: Trace) -> list[Xml]:
    """Return the names beside single points, if there are any."""
    if "text" not in trace.mode:
        return []
    sides = [SIDES.get(position.split()[1], position[0]) for position in trace["textposition"]]
    return [labels.write(trace["text"], sides, max(NAME_SIZE, theme_colours.smallest()))]


def _longest_series(points: Points) -> int:
    """Return the number of points of the longest series."""
    lengths = [len(points.rows)]
    for trace in points.traces:
        x, y = points.x_values(trace), points.y_values(trace)
        lengths.append(len(stepped(x, y)[0]) if _is_stepped(trace) else len(x))
    return max(lengths, default=0)


def _is_stepped(trace: Trace) -> bool:
    return (trace.get("line") or {}).get("shape") == "hv" and "lines" in trace.mode


def _x_heading(points: Points, series_heading: str) -> str:
    return f"{series_heading}: {points.panel.x.title or 'X'}"


def _write_head(place: int, column: Column) -> Xml:
    return Xml(tag("c:idx", val=place) + tag("c:order", val=place) + tag("c:tx", column.name))


def _write_bubble_sizes(points: Points, trace: Trace, heading: str) -> Xml:
    """Return c:bubbleSize: the areas of the circles, as drawn.

    The values that they stand for go into the workbook beside them; a circle without a value is
    drawn all the same, small and open.
    """
    meta = trace.get("meta")
    size_values = meta.get("sizes") if isinstance(meta, dict) else None
    # all bubbles are circles, and Plotly's other symbols have other sizes for the same area
    circle_diameters = meta.get("diameters") if isinstance(meta, dict) else None
    sizes = circle_diameters or (trace.get("marker") or {}).get("size")
    count = len(trace.get("x") or ())
    diameters = sizes if isinstance(sizes, list) else [sizes or 6] * count
    areas = [diameter**2 for diameter in diameters]
    column = points.sheet.add(_("{name}: area of the circle").format(name=heading), areas)
    if size_values:
        points.sheet.add(_("{name}: size").format(name=heading), size_values)
    return Xml(tag("c:bubbleSize", column.numbers) + tag("c:bubble3D", val=0))


def _write_names(points: Points, trace: Trace, place: int, size: float, start: float) -> Xml:
    """Return a series without marks, whose labels are the names of rows at their left."""
    rows = [_row_below(y) for y in points.y_values(trace)]
    texts = [str(text) for text in trace.get("text") or ()]
    named_rows = {str(name) for name in trace.get("y") or ()}
    if points.panel.y.categories:
        unnamed = [idx for idx, name in enumerate(points.rows) if name not in named_rows]
        rows, texts = [*rows, *unnamed], texts + [points.rows[idx] for idx in unnamed]
    x_column = points.sheet.add(_("Names: where they stand"), [start] * len(rows))
    y_column = points.sheet.add(_("Row"), rows)
    points.sheet.add(_("Name"), [plain(text) for text in texts])
    return tag(
        "c:ser",
        _write_head(place, y_column),
        marks.NONE,
        labels.write(texts, "l", size, style.ink()),
        tag("c:xVal", x_column.numbers),
        tag("c:yVal", y_column.numbers),
        tag("c:smooth", val=0),
    )


def _row_below(y: float | None) -> int | None:
    """Return the row below a name: names are lifted by less than one."""
    return None if y is None else int(y // 1)


def stepped(x: list[Any], y: list[Any]) -> tuple[list[Any], list[Any], list[int | None]]:
    """Return a line that runs level to the next point and then up or down to it.

    Also returns the index of the given point for each new one; None for the corners between them.
    """
    xs: list[Any] = []
    ys: list[Any] = []
    point_of: list[int | None] = []
    for idx, (x_value, y_value) in enumerate(zip(x, y, strict=True)):
        if idx and y_value is not None and y[idx - 1] is not None and y_value != y[idx - 1]:
            xs, ys, point_of = [*xs, x_value], [*ys, y[idx - 1]], [*point_of, None]
        xs, ys, point_of = [*xs, x_value], [*ys, y_value], [*point_of, idx]
    return xs, ys, point_of
