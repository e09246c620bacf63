"""Bars: one or more bar traces as a native bar or column chart, with its workbook."""

from atlas.exports.figure_reader import Axis, Panel
from atlas.exports.pptx import axes, bar_series, legend, text_fit
from atlas.exports.pptx.axes import Look, Span
from atlas.exports.pptx.bar_series import Bars
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.legend import Inner, Room
from atlas.exports.pptx.xml import NOTHING, Xml, joined, tag

#: room for what is written beyond the end of the longest bar, in shares of the axis
BEYOND = 0.12
#: the share of a chart's width that names may take
NAMES = 0.36


def chart(panel: Panel, room: Room) -> tuple[bytes, Sheet]:
    """Return the chart's XML and its workbook."""
    drawn = Bars.of(panel)
    size = 11.0
    if drawn.across:
        size = text_fit.row_size(room.high * _inner(drawn, 9.0, room).high, len(drawn.places))
    series = bar_series.all_of(drawn, size)
    listed = panel.legend if not panel.heading else frozenset()
    names = [bar_series.name(panel.traces[idx]) for idx in sorted(listed)]
    letters = legend.size(names, room)
    key = [legend.legend(set(range(len(series))) - listed, letters)] if listed else []
    kind = tag(
        "c:barChart",
        tag("c:barDir", val="bar" if drawn.across else "col"),
        tag("c:grouping", val="stacked" if drawn.stacked else "clustered"),
        tag("c:varyColors", val=0),
        joined(series),
        tag("c:gapWidth", val=_gap(drawn, room)),
        tag("c:overlap", val=100) if drawn.stacked or drawn.ghosts else NOTHING,
        tag("c:axId", val=axes.X_ID),
        tag("c:axId", val=axes.Y_ID),
    )
    plot = tag("c:plotArea", *_plot(drawn, kind, size, room))
    return legend.chart(plot, panel.heading, joined(key), room), drawn.sheet


def _plot(drawn: Bars, kind: Xml, size: float, room: Room) -> list[Xml]:
    """Return what stands in the plot area: place, bars, axes."""
    counted, named = drawn.counted, drawn.named
    ticks = _ticks(size)
    scale = _scale(drawn, room)
    values = axes.values(
        axes.Y_ID,
        "b" if drawn.across else "l",
        scale,
        axes.pattern(counted, scale),
        Look(counted.title, ticks),
        crosses="autoZero",
    )
    skip = 1 if drawn.across else _skip(drawn.places, size, room)
    turn = None if drawn.across else axes.TURN
    look = Look("" if drawn.across else named.title, size, grid=False, turn=turn)
    place = _inner(drawn, size, room) if drawn.across else None
    categories = axes.categories(axes.X_ID, "l" if drawn.across else "b", look, skip)
    return [legend.layout(place), kind, categories, values]


def _gap(drawn: Bars, room: Room) -> int:
    """Return the gap between bars in percent of their thickness, which is never clumsy."""
    long, usual, thickest = (room.high, 50, 30.0) if drawn.across else (room.wide, 30, 70.0)
    pitch = long * 0.85 / max(len(drawn.places), 1)
    return min(500, max(usual, round((pitch / thickest - 1) * 100)))


def _ticks(size: float) -> float:
    """Return the size of the axis's letters beside names of `size`."""
    return min(11.0, max(size, 8.0))


def _scale(drawn: Bars, room: Room) -> Span:
    """Return the span of the values' axis: always from zero, with room for labels."""
    reach = drawn.reach()
    low, high = min([0.0, *reach]), max([0.0, *reach])
    beyond = (high - low) * BEYOND if drawn.words else 0.0
    ends = [low - beyond if low < 0 else low, high + beyond if high > 0 or low == 0 else high]
    most = axes.steps(room.wide * (1 - NAMES)) if drawn.across else axes.STEPS
    return axes.span(Axis(from_zero=True, whole=drawn.counted.whole), ends, most)


def _skip(places: list[str], size: float, room: Room) -> int:
    """Return how many categories share one name, so that names stay apart."""
    wide = text_fit.widest(places, size) + size
    return max(1, -(-round(wide * len(places)) // max(1, round(room.wide * 0.92))))


def _inner(drawn: Bars, size: float, room: Room) -> Inner:
    """Return where the bars stand: names in full at their left, axis and title below."""
    names = min(text_fit.widest(drawn.places, size) + size * 1.5, room.wide * NAMES)
    above = 24.0 if drawn.panel.heading else 4.0
    below = _ticks(size) * (3.6 if drawn.counted.title else 1.9)
    left, top = names / room.wide, above / room.high
    return Inner(left, top, 0.985 - left, 1 - top - below / room.high)
