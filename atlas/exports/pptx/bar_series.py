"""The series of a bar chart: categories, values, whiskers, and values in words at their ends."""

from dataclasses import dataclass, field
from typing import Any

from atlas.charts.base import style
from atlas.exports.exact_numbers import number
from atlas.exports.figure_reader import Axis, Panel, Trace
from atlas.exports.plain_text import bold
from atlas.exports.pptx import errorbars, labels, theme_colours
from atlas.exports.pptx.chart_workbook import Column, Sheet
from atlas.exports.pptx.xml import NOTHING, Xml, tag
from atlas.i18n import _

#: most whole numbers between first and last that get a place of their own though empty
LONGEST_RUN = 250


@dataclass(frozen=True)
class Bars:
    """What a panel of bars holds, put in order. `words`: category -> its value in words."""

    panel: Panel
    places: list[str]
    across: bool
    stacked: bool
    words: dict[str, str]
    sheet: Sheet = field(default_factory=Sheet)

    @classmethod
    def of(cls, panel: Panel) -> "Bars":
        """Read a panel whose traces are bars."""
        across = panel.traces[0].get("orientation") == "h"
        places = _categories(panel, across)
        stacked = panel.stacked and len(panel.traces) > 1
        return cls(panel, places, across, stacked, _words(panel))

    @property
    def counted(self) -> Axis:
        """The axis of the values."""
        return self.panel.x if self.across else self.panel.y

    @property
    def named(self) -> Axis:
        """The axis of the categories."""
        return self.panel.y if self.across else self.panel.x

    @property
    def side(self) -> str:
        """The side of the values: 'x' or 'y'."""
        return "x" if self.across else "y"

    @property
    def ghosts(self) -> bool:
        """Whether labels stand on unseen bars that end where the whiskers do."""
        return bool(self.words) and self.panel.traces[0].whiskers(self.side) is not None

    def kept(self, trace: Trace) -> list[int | None]:
        """Return for each category which point of `trace` it shows."""
        there = trace.get("y" if self.across else "x") or []
        at = {_written(one): idx for idx, one in enumerate(there)}
        return [at.get(one) for one in self.places]

    def values(self, trace: Trace) -> list[Any]:
        """Return the value of each category; None where the trace has none."""
        every = trace.get(self.side) or []
        return [None if idx is None else number(every[idx]) for idx in self.kept(trace)]

    def ends(self, trace: Trace) -> list[Any]:
        """Return where each bar ends, its whisker included."""
        values, whiskers = self.values(trace), trace.whiskers(self.side)
        if whiskers is None:
            return values
        pairs = zip(values, self.kept(trace), strict=True)
        return [
            None
            if value is None or idx is None
            else value + (whiskers.up[idx] or 0)
            if value >= 0
            else value - (whiskers.down[idx] or 0)
            for value, idx in pairs
        ]

    def reach(self) -> list[float]:
        """Return every value that the axis has to hold."""
        columns = [self.ends(trace) for trace in self.panel.traces]
        if self.stacked:
            return [sum(filter(None, line)) for line in zip(*columns, strict=True)]
        return [value for column in columns for value in column if value is not None]


def all_of(drawn: Bars, size: float) -> list[Xml]:
    """Return every c:ser, and put what they show into the workbook."""
    heading = drawn.named.title or _("Name")
    categories = drawn.sheet.add(heading, drawn.places)
    series = [
        _series(drawn, trace, place, categories, size)
        for place, trace in enumerate(drawn.panel.traces)
    ]
    return [*series, _ghost(drawn, categories, len(series), size)] if drawn.ghosts else series


def name(trace: Trace) -> str:
    """Return what a trace is called."""
    return trace.name or _("Value")


def _series(drawn: Bars, trace: Trace, place: int, categories: Column, size: float) -> Xml:
    called = name(trace)
    if not trace.get("name"):
        called = drawn.counted.title or called
    values = drawn.sheet.add(called, drawn.values(trace))
    there = drawn.kept(trace)
    words = [drawn.words.get(one) for one in drawn.places]
    whiskers = NOTHING
    if trace.whiskers(drawn.side):
        whiskers = errorbars.add(drawn.sheet, trace, called, drawn.side, told=False, kept=there)
    if drawn.words:
        drawn.sheet.add(_("Value in words"), [word or "" for word in words])
    shown = drawn.words and not drawn.ghosts
    marker = trace.get("marker") or {}
    codes = marker.get("color") or style.series(place)
    first = codes if isinstance(codes, str) else codes[0]
    opacity = marker.get("opacity") or trace.get("opacity") or 1.0
    return tag(
        "c:ser",
        tag("c:idx", val=place),
        tag("c:order", val=place),
        tag("c:tx", values.name),
        tag("c:spPr", theme_colours.fill(first, opacity), theme_colours.stroke(None)),
        tag("c:invertIfNegative", val=0),
        *_points(codes, there, first),
        labels.add(words, "outEnd", size) if shown else NOTHING,
        whiskers,
        tag("c:cat", categories.texts),
        tag("c:val", values.numbers),
    )


def _points(codes: Any, there: list[int | None], first: str) -> list[Xml]:
    """Return c:dPt for the bars whose colour is not that of the first."""
    if isinstance(codes, str):
        return []
    return [
        tag(
            "c:dPt",
            tag("c:idx", val=place),
            tag("c:invertIfNegative", val=0),
            tag("c:bubble3D", val=0),
            tag("c:spPr", theme_colours.fill(codes[idx])),
        )
        for place, idx in enumerate(there)
        if idx is not None and codes[idx] != first
    ]


def _ghost(drawn: Bars, categories: Column, place: int, size: float) -> Xml:
    """Return unseen bars as long as bar and whisker, whose ends carry the values in words.

    A label at the end of the bar itself would stand on the whisker.
    """
    ends = drawn.sheet.add(_("End of the range"), drawn.ends(drawn.panel.traces[0]))
    words = [drawn.words.get(one) for one in drawn.places]
    return tag(
        "c:ser",
        tag("c:idx", val=place),
        tag("c:order", val=place),
        tag("c:tx", ends.name),
        tag("c:spPr", tag("a:noFill"), theme_colours.stroke(None)),
        tag("c:invertIfNegative", val=0),
        labels.add(words, "outEnd", size),
        tag("c:cat", categories.texts),
        tag("c:val", ends.numbers),
    )


def _categories(panel: Panel, across: bool) -> list[str]:
    """Return the categories in order; every whole number between first and last, if numbers."""
    stated = (panel.y if across else panel.x).categories
    if stated:
        return [_written(one) for one in stated]
    found = [one for trace in panel.traces for one in trace.get("y" if across else "x") or ()]
    if found and all(isinstance(one, int) for one in found):
        first, last = min(found), max(found)
        if last - first <= LONGEST_RUN:
            return [str(one) for one in range(first, last + 1)]
    if found and all(isinstance(one, int | float) for one in found):
        return [_written(one) for one in sorted(set(found))]
    return list(dict.fromkeys(_written(one) for one in found))


def _written(category: Any) -> str:
    return str(number(category)) if isinstance(category, float) else str(category)


def _words(panel: Panel) -> dict[str, str]:
    """Return category -> its value in words, from the traces that write names above bars."""
    return {
        _written(place): bold(text)
        for trace in panel.names
        for place, text in zip(trace.get("y") or (), trace.get("text") or (), strict=False)
        if bold(text)
    }
