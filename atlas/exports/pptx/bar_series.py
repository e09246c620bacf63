"""The series of a bar chart: categories, values, whiskers, and values in words at their ends."""

from dataclasses import dataclass, field
from typing import Any

from atlas.charts.base import style
from atlas.charts.base.trace_role import OPEN_END
from atlas.exports.exact_numbers import number
from atlas.exports.figure_reader import Axis, Panel, Trace
from atlas.exports.pptx import errorbars, labels, text_fit, theme_colours
from atlas.exports.pptx.chart_workbook import Column, Sheet
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.i18n import _
from atlas.text import shortening
from atlas.text.plotly_text import from_bold_on

#: most whole numbers between first and last that get a place of their own though empty
LONGEST_RUN = 250
#: no name is cut to fewer letters than this
SHORTEST = 16


@dataclass(frozen=True)
class Bars:
    """The bars of a panel, in order.

    `value_words`: category -> its value in words; `marks`: category -> the end of its name that is
    never cut off.
    """

    panel: Panel
    categories: list[str]
    is_horizontal: bool
    stacked: bool
    value_words: dict[str, str]
    marks: dict[str, str]
    sheet: Sheet = field(default_factory=Sheet)

    @classmethod
    def of(cls, panel: Panel) -> "Bars":
        """Read a panel whose traces are bars."""
        is_horizontal = panel.traces[0].get("orientation") == "h"
        categories = _read_categories(panel, is_horizontal)
        stacked = panel.stacked and len(panel.traces) > 1
        marks = _read_marks(panel)
        return cls(panel, categories, is_horizontal, stacked, _read_value_words(panel), marks)

    @property
    def value_axis(self) -> Axis:
        """The axis of the values."""
        return self.panel.x if self.is_horizontal else self.panel.y

    @property
    def category_axis(self) -> Axis:
        """The axis of the categories."""
        return self.panel.y if self.is_horizontal else self.panel.x

    @property
    def side(self) -> str:
        """The side of the values: 'x' or 'y'."""
        return "x" if self.is_horizontal else "y"

    @property
    def has_ghosts(self) -> bool:
        """Whether invisible bars, as long as bar and whisker, carry the labels.

        Those of negative bars end at zero, so that their labels do not stand on the rows' names.
        """
        first = self.panel.traces[0]
        is_below = any(value is not None and value < 0 for value in self.values(first))
        return bool(self.value_words) and (first.whiskers(self.side) is not None or is_below)

    def find_points(self, trace: Trace) -> list[int | None]:
        """Return the index of the point of `trace` for each category; None where there is none."""
        trace_categories = trace.get("y" if self.is_horizontal else "x") or []
        point_of = {_write_category(category): idx for idx, category in enumerate(trace_categories)}
        return [point_of.get(category) for category in self.categories]

    def values(self, trace: Trace) -> list[Any]:
        """Return the value of each category; None where the trace has none."""
        trace_values = trace.get(self.side) or []
        points = self.find_points(trace)
        return [None if idx is None else number(trace_values[idx]) for idx in points]

    def ends(self, trace: Trace) -> list[Any]:
        """Return where each bar ends, its whisker included."""
        values, whiskers = self.values(trace), trace.whiskers(self.side)
        if whiskers is None:
            return values
        pairs = zip(values, self.find_points(trace), strict=True)
        return [
            None
            if value is None or idx is None
            else value + (whiskers.up[idx] or 0)
            if value >= 0
            else value - (whiskers.down[idx] or 0)
            for value, idx in pairs
        ]

    def axis_values(self) -> list[float]:
        """Return every value that the axis has to reach."""
        columns = [self.ends(trace) for trace in self.panel.traces]
        if self.stacked:
            return [sum(filter(None, line)) for line in zip(*columns, strict=True)]
        return [value for column in columns for value in column if value is not None]


def write_series(bars: Bars, names: list[str], size: float) -> list[Xml]:
    """Return every c:ser, and put its cells into the workbook.

    `names`: of the categories, as they are written; `size`: of the letters of labels.
    """
    heading = bars.category_axis.title or _("Name")
    categories = bars.sheet.add(heading, names)
    series = [
        _write_trace(bars, trace, place, categories, size)
        for place, trace in enumerate(bars.panel.traces)
    ]
    if bars.has_ghosts:
        series.append(_write_ghost(bars, categories, len(series), size))
    return series


def in_one_line(bars: Bars, size: float, wide: float) -> list[str]:
    """Return the names of the bars cut to what fits one line, still all different.

    A mark at the end of a name, such as '(seat in Berlin)', stays.
    """
    marks = [bars.marks.get(name, "") for name in bars.categories]
    bare = [name.removesuffix(mark) for name, mark in zip(bars.categories, marks, strict=True)]
    longest, cut = max(map(len, bars.categories), default=0), bars.categories
    while text_fit.widest(cut, size) > wide and longest > SHORTEST:
        longest -= 1
        rooms = [max(longest - len(mark), SHORTEST) for mark in marks]
        short = shortening.tell_apart(map(shortening.shorten, bare, rooms))
        cut = [name + mark for name, mark in zip(short, marks, strict=True)]
    return cut


def series_name(trace: Trace) -> str:
    """Return the name of the series of a trace."""
    return trace.name or _("Value")


def _write_trace(bars: Bars, trace: Trace, place: int, categories: Column, size: float) -> Xml:
    heading = series_name(trace)
    if not trace.get("name"):
        heading = bars.value_axis.title or heading
    values = bars.sheet.add(heading, bars.values(trace))
    points = bars.find_points(trace)
    words = [bars.value_words.get(category) for category in bars.categories]
    whiskers = NOTHING
    if trace.whiskers(bars.side):
        whiskers = errorbars.add(
            bars.sheet, trace, heading, bars.side, names_side=False, points=points
        )
    if bars.value_words:
        bars.sheet.add(_("Value in words"), [word or "" for word in words])
    has_labels = bars.value_words and not bars.has_ghosts
    marker = trace.get("marker") or {}
    colours = marker.get("color") or style.series(place)
    first_colour = colours if isinstance(colours, str) else colours[0]
    opacity = marker.get("opacity") or trace.get("opacity") or 1.0
    return tag(
        "c:ser",
        tag("c:idx", val=place),
        tag("c:order", val=place),
        tag("c:tx", values.name),
        tag("c:spPr", theme_colours.fill(first_colour, opacity), theme_colours.stroke(None)),
        tag("c:invertIfNegative", val=0),
        *_write_points(colours, points, first_colour),
        labels.write(words, "outEnd", size) if has_labels else NOTHING,
        whiskers,
        tag("c:cat", categories.texts),
        tag("c:val", values.numbers),
    )


def _write_points(colours: Any, points: list[int | None], first_colour: str) -> list[Xml]:
    """Return c:dPt for the bars that have another colour than the first."""
    if isinstance(colours, str):
        return []
    return [
        tag(
            "c:dPt",
            tag("c:idx", val=place),
            tag("c:invertIfNegative", val=0),
            tag("c:bubble3D", val=0),
            tag("c:spPr", theme_colours.fill(colours[idx])),
        )
        for place, idx in enumerate(points)
        if idx is not None and colours[idx] != first_colour
    ]


def _write_ghost(bars: Bars, categories: Column, place: int, size: float) -> Xml:
    """Return invisible bars as long as bar and whisker, with the values in words at their ends."""
    # a label at the end of the bar itself would stand on the whisker
    values = [None if end is None else max(end, 0) for end in bars.ends(bars.panel.traces[0])]
    ends = bars.sheet.add(_("End of the range"), values)
    words = [bars.value_words.get(category) for category in bars.categories]
    return tag(
        "c:ser",
        tag("c:idx", val=place),
        tag("c:order", val=place),
        tag("c:tx", ends.name),
        tag("c:spPr", tag("a:noFill"), theme_colours.stroke(None)),
        tag("c:invertIfNegative", val=0),
        labels.write(words, "outEnd", size),
        tag("c:cat", categories.texts),
        tag("c:val", ends.numbers),
    )


def _read_categories(panel: Panel, is_horizontal: bool) -> list[str]:
    """Return the categories in order; of whole numbers every one between first and last."""
    named = (panel.y if is_horizontal else panel.x).categories
    if named:
        return [_write_category(name) for name in named]
    side = "y" if is_horizontal else "x"
    positions = [position for trace in panel.traces for position in trace.get(side) or ()]
    if positions and all(isinstance(position, int) for position in positions):
        first, last = min(positions), max(positions)
        if last - first <= LONGEST_RUN:
            return [str(position) for position in range(first, last + 1)]
    if positions and all(isinstance(position, int | float) for position in positions):
        return [_write_category(position) for position in sorted(set(positions))]
    return list(dict.fromkeys(_write_category(position) for position in positions))


def _write_category(category: Any) -> str:
    return str(number(category)) if isinstance(category, float) else str(category)


def _read_marks(panel: Panel) -> dict[str, str]:
    return {
        _write_category(category): mark
        for trace in panel.names
        for category, mark in zip(trace.get("y") or (), trace.marks, strict=False)
        if mark
    }


def _read_value_words(panel: Panel) -> dict[str, str]:
    """Return category -> its value in words, from the traces that write names above bars.

    The words stand at the end of the bar; an arrow before them says that it has none.
    """
    open_ended = {
        _write_category(category)
        for trace in panel.traces
        for category, is_open in zip(trace.get("y") or (), trace.open_ends, strict=False)
        if is_open
    }
    return {
        _write_category(category): f"{OPEN_END} {from_bold_on(text)}"
        if _write_category(category) in open_ended
        else from_bold_on(text)
        for trace in panel.names
        for category, text in zip(trace.get("y") or (), trace.get("text") or (), strict=False)
        if from_bold_on(text)
    }
