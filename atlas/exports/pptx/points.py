"""Points and lines: scatter traces as a native XY or bubble chart, with its workbook."""

from atlas.exports.figure_reader import Panel
from atlas.exports.pptx import axes, legend, point_series, text_fit, theme_colours
from atlas.exports.pptx.axes import Look, Span
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.legend import Inner, Room
from atlas.exports.pptx.point_series import Points
from atlas.exports.pptx.xml import NOTHING, Xml, joined, tag

#: the share of a chart's width that names may take
NAMES = 0.4
#: how large the largest bubble is drawn, in percent of what Office would
BUBBLES = 42
#: the share of the axis that keeps marks clear of the names at its left
CLEAR = 0.04


def chart(panel: Panel, room: Room) -> tuple[bytes, Sheet]:
    """Return the chart's XML and its workbook."""
    points = Points.of(panel)
    places, letters, legend_height = _measure_legend(points, room)
    smallest = theme_colours.smallest()
    size = max(11.0, smallest)
    if points.rows:
        plot_height = room.height * _inner_place(points, smallest, room, legend_height).height
        names = points.row_texts()
        size = text_fit.row_size(plot_height, names, room.width * NAMES, smallest)
    series = point_series.write_series(points, size, _x_span(points, room).start)
    hidden = set(range(len(series))) - places
    legend_xml = legend.write_legend(hidden, letters) if places else NOTHING
    point_chart = _write_bubbles(series) if points.has_bubbles else _write_xy(series)
    plot = tag("c:plotArea", *_write_plot(points, point_chart, size, room, legend_height))
    return legend.write_chart(plot, panel.heading, legend_xml, room), points.sheet


def fits(panel: Panel, room: Room) -> bool:
    """Say whether the names of all rows can be read in a chart of this size."""
    points, smallest = Points.of(panel), theme_colours.smallest()
    legend_height = _measure_legend(points, room)[2]
    plot_height = room.height * _inner_place(points, smallest, room, legend_height).height
    return text_fit.rows_fit(plot_height, len(points.rows), smallest)


def _measure_legend(points: Points, room: Room) -> tuple[set[int], float, float]:
    """Return the places of the series in the legend, its letters' size, and its height."""
    in_legend = points.panel.legend if not points.panel.heading else frozenset()
    places = {idx for idx, trace in enumerate(points.order) if trace in in_legend}
    names = [point_series.series_name(points.traces[idx]) for idx in sorted(places)]
    letters = legend.choose_size(names, room)
    return places, letters, legend.measure_height(names, letters, room)


def _write_xy(series: list[Xml]) -> Xml:
    return tag(
        "c:scatterChart",
        tag("c:scatterStyle", val="lineMarker"),
        tag("c:varyColors", val=0),
        joined(series),
        tag("c:axId", val=axes.X_ID),
        tag("c:axId", val=axes.Y_ID),
    )


def _write_bubbles(series: list[Xml]) -> Xml:
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


def _write_plot(
    points: Points, point_chart: Xml, size: float, room: Room, legend_height: float
) -> list[Xml]:
    """Return the contents of the plot area: its place, the points, the axes."""
    x, y = points.panel.x, points.panel.y
    x_span, y_span = _x_span(points, room), axes.span(y, points.axis_values("y"))
    tick_size = axes.letter_size(size)
    look = Look(x.title, tick_size, grid=x.grid)
    x_axis = axes.write_values(
        axes.X_ID,
        "t" if x.at_top else "b",
        x_span,
        axes.pattern(x, x_span),
        look,
        crosses="max" if x.at_top else "min",
    )
    if points.rows:
        y_span = Span(-0.5, len(points.rows) - 0.5, 1.0)
        y_axis = axes.write_values(axes.Y_ID, "l", y_span, "0", Look(hidden=True, grid=False))
        inner = _inner_place(points, size, room, legend_height)
        return [legend.write_layout(inner), point_chart, x_axis, y_axis]
    look = Look(y.title, tick_size, grid=y.grid)
    y_axis = axes.write_values(axes.Y_ID, "l", y_span, axes.pattern(y, y_span), look)
    return [legend.write_layout(None), point_chart, x_axis, y_axis]


def _x_span(points: Points, room: Room) -> Span:
    """Return from where to where the horizontal axis runs."""
    most_steps = axes.count_steps(room.width * (1 - NAMES if points.rows else 1.0))
    values = points.axis_values("x")
    if points.rows and values and not points.panel.x.log:
        clear = min(values) - (max(values) - min(values) or 10) * CLEAR
        values.append(max(clear, 0.0) if min(values) >= 0 else clear)
    return axes.span(points.panel.x, values, most_steps)


def _inner_place(points: Points, size: float, room: Room, legend_height: float) -> Inner:
    """Return where the rows stand: names at their left, axis at its side, legend below."""
    names_width = min(text_fit.widest(points.row_texts(), size) + size * 1.5, room.width * NAMES)
    x_axis = points.panel.x
    axis_height = axes.letter_size(size) * (3.6 if x_axis.title else 2.0)
    heading_height = legend.heading_height(points.panel.heading, room)
    above = heading_height + (axis_height if x_axis.at_top else 0.0)
    below = legend_height + (4.0 if x_axis.at_top else axis_height)
    left, top = names_width / room.width, above / room.height
    return Inner(left, top, 0.985 - left, 1 - top - below / room.height)
