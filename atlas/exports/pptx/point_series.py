"""The series of an XY or bubble chart: points, lines, whiskers, names of rows."""

from dataclasses import dataclass, field
from typing import Any

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.exact_numbers import number
from atlas.exports.figure_reader import Panel, Trace
from atlas.exports.plain_text import bold, plain
from atlas.exports.pptx import errorbars, labels, marks
from atlas.exports.pptx.chart_workbook import Column, Sheet
from atlas.exports.pptx.xml import Xml, tag
from atlas.i18n import _

#: size of names at single points, in points, and what stands for their sides
NAMES = 10.0
SIDES = {"left": "l", "right": "r"}


@dataclass(frozen=True)
class Points:
    """What a panel of points holds. `rows`: the names of its rows from the bottom, if it has any.

    `order`: for each trace drawn, its place among the panel's traces.
    """

    panel: Panel
    traces: list[Trace]
    order: list[int]
    rows: list[str]
    bubbles: bool
    sheet: Sheet = field(default_factory=Sheet)

    @classmethod
    def of(cls, panel: Panel) -> "Points":
        """Read a panel whose traces are points and lines."""
        order = [idx for idx, trace in enumerate(panel.traces) if trace.filled]
        traces = [panel.traces[idx] for idx in order]
        names = panel.y.categories or [
            one for trace in panel.names for one in trace.get("text") or ()
        ]
        sized = any(_various(trace) for trace in traces)
        lines = any("lines" in trace.mode for trace in traces)
        return cls(
            panel,
            traces,
            order,
            [str(one) for one in names],
            sized and not lines and not panel.names,
        )

    def across(self, trace: Trace) -> list[Any]:
        """Return where the points of a trace stand from left to right."""
        return [number(one) for one in trace.get("x") or ()]

    def up(self, trace: Trace) -> list[Any]:
        """Return where they stand from bottom to top; named rows stand at 0, 1, 2…"""
        places = {one: idx for idx, one in enumerate(self.rows)}
        ups = trace.get("y") or ()
        return [places.get(one) if isinstance(one, str) else number(one) for one in ups]

    def row_texts(self) -> list[str]:
        """Return what is written beside the rows."""
        return [text for trace in self.panel.names for text in trace.texts] or self.rows

    def reach(self, side: str) -> list[float]:
        """Return every value that the axis `side` has to hold, whiskers included."""
        found: list[float] = []
        for trace in self.traces:
            values = self.across(trace) if side == "x" else self.up(trace)
            found += [one for one in values if one is not None]
            whiskers = trace.whiskers(side)
            if whiskers:
                pairs = zip(values, whiskers.up, whiskers.down, strict=False)
                for one, above, under in pairs:
                    found += [] if one is None else [one + (above or 0), one - (under or 0)]
        return found


def _various(trace: Trace) -> bool:
    sizes = (trace.get("marker") or {}).get("size")
    return isinstance(sizes, list) and len(set(sizes)) > 1


def all_of(drawn: Points, size: float, start: float) -> list[Xml]:
    """Return every c:ser, and put what they show into the workbook.

    `size`: of the names of rows, in points; `start`: where on the axis they stand.
    """
    most = size * 1.2 if drawn.rows else marks.LARGEST
    series = [_series(drawn, trace, place, most) for place, trace in enumerate(drawn.traces)]
    for trace in drawn.panel.names:
        series.append(_names(drawn, trace, len(series), size, start))
    return series


def name(trace: Trace) -> str:
    """Return what a trace is called; light and strong parts of one line say which they are."""
    called = trace.name or _("Value")
    if trace.role is TraceRole.CARRIED:
        return _("{name}: carried forward").format(name=called)
    if trace.role is TraceRole.JOINED:
        return _("{name}: line").format(name=called)
    if trace.role is TraceRole.WINDOW:
        return _("{name}: undated texts").format(name=called)
    return called


def _series(drawn: Points, trace: Trace, place: int, most: float) -> Xml:
    x, y = drawn.across(trace), drawn.up(trace)
    kept: list[int | None] = list(range(len(x)))
    if _steps(trace):
        x, y, kept = stepped(x, y)
    called = name(trace)
    if place == 0:
        spare = [None] * (_longest(drawn) - len(x))
        x, y = x + spare, y + spare
    across = drawn.sheet.add(_across(drawn, called), x)
    up = drawn.sheet.add(called, y)
    if trace.get("customdata") and all(isinstance(one, str) for one in trace["customdata"]):
        who = trace.get("hovertext") or trace["customdata"]
        drawn.sheet.add(_("Name"), [bold(one) or str(one) for one in who])
    whiskers = [
        errorbars.add(drawn.sheet, trace, called, side, told=True, kept=kept) for side in "xy"
    ]
    if drawn.rows and not any(whiskers):
        whiskers.append(marks.upright(trace))
    head = _head(place, up)
    if drawn.bubbles:
        look = marks.bubble(trace, place)
        tail = _sized(drawn, trace, called)
    else:
        look = marks.marker(trace, place, most)
        tail = tag("c:smooth", val=0)
    return tag(
        "c:ser",
        head,
        look,
        *_told(trace),
        *whiskers,
        tag("c:xVal", across.numbers),
        tag("c:yVal", up.numbers),
        tail,
    )


def _told(trace: Trace) -> list[Xml]:
    """Return the names that stand at single points, if any do."""
    if "text" not in trace.mode:
        return []
    sides = [SIDES.get(one.split()[1], one[0]) for one in trace["textposition"]]
    return [labels.add(trace["text"], sides, NAMES)]


def _longest(drawn: Points) -> int:
    """Return the number of points of the longest series.

    The first is filled up to it with blanks: LibreOffice forgets series before a longer one.
    """
    lengths = [len(drawn.rows)]
    for trace in drawn.traces:
        x, y = drawn.across(trace), drawn.up(trace)
        lengths.append(len(stepped(x, y)[0]) if _steps(trace) else len(x))
    return max(lengths, default=0)


def _steps(trace: Trace) -> bool:
    return (trace.get("line") or {}).get("shape") == "hv" and "lines" in trace.mode


def _across(drawn: Points, called: str) -> str:
    return f"{called}: {drawn.panel.x.title or 'X'}"


def _head(place: int, up: Column) -> Xml:
    return Xml(tag("c:idx", val=place) + tag("c:order", val=place) + tag("c:tx", up.name))


def _sized(drawn: Points, trace: Trace, called: str) -> Xml:
    """Return c:bubbleSize: the areas of the circles, as drawn.

    What they stand for goes into the workbook beside them: where it is missing, a circle is drawn
    all the same, small and open.
    """
    meta = trace.get("meta")
    told = meta.get("sizes") if isinstance(meta, dict) else None
    # as circles, which all bubbles are: symbols of the same area have other sizes
    circles = meta.get("diameters") if isinstance(meta, dict) else None
    sizes = circles or (trace.get("marker") or {}).get("size")
    count = len(trace.get("x") or ())
    each = sizes if isinstance(sizes, list) else [sizes or 6] * count
    areas = [one**2 for one in each]
    column = drawn.sheet.add(_("{name}: area of the circle").format(name=called), areas)
    if told:
        drawn.sheet.add(_("{name}: size").format(name=called), told)
    return Xml(tag("c:bubbleSize", column.numbers) + tag("c:bubble3D", val=0))


def _names(drawn: Points, trace: Trace, place: int, size: float, start: float) -> Xml:
    """Return a series without marks whose labels write the names of rows at their left."""
    ups = [_row(one) for one in drawn.up(trace)]
    texts = [str(one) for one in trace.get("text") or ()]
    named = {str(one) for one in trace.get("y") or ()}
    if drawn.panel.y.categories:
        silent = [idx for idx, one in enumerate(drawn.rows) if one not in named]
        ups, texts = [*ups, *silent], texts + [drawn.rows[idx] for idx in silent]
    across = drawn.sheet.add(_("Names: where they stand"), [start] * len(ups))
    up = drawn.sheet.add(_("Row"), ups)
    drawn.sheet.add(_("Name"), [plain(one) for one in texts])
    return tag(
        "c:ser",
        _head(place, up),
        marks.NONE,
        labels.add(texts, "l", size, style.ink()),
        tag("c:xVal", across.numbers),
        tag("c:yVal", up.numbers),
        tag("c:smooth", val=0),
    )


def _row(up: float | None) -> int | None:
    """Return the row that a name stands above: names are lifted by less than one."""
    return None if up is None else int(up // 1)


def stepped(x: list[Any], y: list[Any]) -> tuple[list[Any], list[Any], list[int | None]]:
    """Return a line that runs level to the next point and then up or down to it.

    Also returns which of the points each new one is; None for the corners between them.
    """
    across: list[Any] = []
    up: list[Any] = []
    kept: list[int | None] = []
    for idx, (here, value) in enumerate(zip(x, y, strict=True)):
        if idx and value is not None and y[idx - 1] is not None and value != y[idx - 1]:
            across, up, kept = [*across, here], [*up, y[idx - 1]], [*kept, None]
        across, up, kept = [*across, here], [*up, value], [*kept, idx]
    return across, up, kept
