"""Points and lines: scatter traces as a native XY or bubble chart, with its workbook."""

from atlas.exports.figure_reader import Panel
from atlas.exports.pptx import axes, legend, point_series, text_fit
from atlas.exports.pptx.axes import Look, Span
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.legend import Inner, Room
from atlas.exports.pptx.point_series import Points
from atlas.exports.pptx.xml import Xml, joined, tag

#: the share of a chart's width that names may take
NAMES = 0.4
#: how large the largest bubble is drawn, in percent of what Office would
BUBBLES = 42
#: the share of the axis that keeps marks clear of the names at its left
CLEAR = 0.04


def chart(panel: Panel, room: Room) -> tuple[bytes, Sheet]:
    """Return the chart's XML and its workbook."""
    drawn = Points.of(panel)
    listed = panel.legend if not panel.heading else frozenset()
    places = {idx for idx, trace in enumerate(drawn.order) if trace in listed}
    names = [point_series.name(drawn.traces[idx]) for idx in sorted(places)]
    letters = legend.size(names, room)
    below = legend.height(names, letters, room)
    size = 11.0
    if drawn.rows:
        size = text_fit.row_size(room.high * _inner(drawn, 9.0, room, below).high, len(drawn.rows))
    series = point_series.all_of(drawn, size, _across(drawn, room).start)
    key = [legend.legend(set(range(len(series))) - places, letters)] if places else []
    kind = _bubbles(series) if drawn.bubbles else _xy(series)
    plot = tag("c:plotArea", *_plot(drawn, kind, size, room, below))
    return legend.chart(plot, panel.heading, joined(key), room), drawn.sheet


def _xy(series: list[Xml]) -> Xml:
    return tag(
        "c:scatterChart",
        tag("c:scatterStyle", val="lineMarker"),
        tag("c:varyColors", val=0),
        joined(series),
        tag("c:axId", val=axes.X_ID),
        tag("c:axId", val=axes.Y_ID),
    )


def _bubbles(series: list[Xml]) -> Xml:
    return tag(
        "c:bubbleChart",
        tag("c:varyColors", val=0),
        joined(series),
        tag("c:bubbleScale", val=BUBBLES),
        tag("c:showNegBubbles", val=0),
        tag("c:sizeRepresents", val="area"),
        tag("c:axId", val=axes.X_ID),
        tag("c:axId", val=axes.Y_ID),
    )


def _plot(drawn: Points, kind: Xml, size: float, room: Room, below: float) -> list[Xml]:
    """Return what stands in the plot area: place, points, axes."""
    x, y = drawn.panel.x, drawn.panel.y
    wide, high = _across(drawn, room), axes.span(y, drawn.reach("y"))
    top = x.at_top
    ticks = _ticks(size)
    rows = Look(hidden=True, grid=False)
    look = Look(x.title, ticks, grid=x.grid)
    across = axes.values(
        axes.X_ID,
        "t" if top else "b",
        wide,
        axes.pattern(x, wide),
        look,
        crosses="max" if top else "min",
    )
    if drawn.rows:
        high = Span(-0.5, len(drawn.rows) - 0.5, 1.0)
        up = axes.values(axes.Y_ID, "l", high, "0", rows)
        place = _inner(drawn, size, room, below)
        return [legend.layout(place), kind, across, up]
    look = Look(y.title, ticks, grid=y.grid)
    up = axes.values(axes.Y_ID, "l", high, axes.pattern(y, high), look)
    return [legend.layout(None), kind, across, up]


def _across(drawn: Points, room: Room) -> Span:
    """Return from where to where the axis at the bottom runs."""
    most = axes.steps(room.wide * (1 - NAMES if drawn.rows else 1.0))
    reach = drawn.reach("x")
    if drawn.rows and reach and not drawn.panel.x.log:
        clear = min(reach) - (max(reach) - min(reach) or 10) * CLEAR
        reach.append(max(clear, 0.0) if min(reach) >= 0 else clear)
    return axes.span(drawn.panel.x, reach, most)


def _ticks(size: float) -> float:
    """Return the size of the axis's letters beside names of `size`."""
    return min(11.0, max(8.0, size))


def _inner(drawn: Points, size: float, room: Room, legend_high: float) -> Inner:
    """Return where the rows stand: names at their left, axis at its side, legend below."""
    names = min(text_fit.widest(drawn.row_texts(), size) + size * 1.5, room.wide * NAMES)
    top = drawn.panel.x.at_top
    axis = _ticks(size) * (3.6 if drawn.panel.x.title else 2.0)
    above = (24.0 if drawn.panel.heading else 4.0) + (axis if top else 0.0)
    under = legend_high + (4.0 if top else axis)
    left, start = names / room.wide, above / room.high
    return Inner(left, start, 0.985 - left, 1 - start - under / room.high)
