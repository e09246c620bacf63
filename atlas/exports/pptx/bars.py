"""Bars: one or more bar traces as a native bar or column chart, with its workbook."""

import math
from dataclasses import replace

from atlas.exports.figure_reader import Axis, Panel
from atlas.exports.pptx import axes, bar_series, legend, text_fit, theme_colours
from atlas.exports.pptx.axes import Look, Span
from atlas.exports.pptx.bar_series import Bars
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.legend import Inner, Room
from atlas.exports.pptx.xml import NOTHING, Xml, joined, tag

#: the share of the axis that a label beyond the end of a bar should take at most, and may take
MOST_LABEL, MOST_SHARE = 0.4, 0.6
ELLIPSIS = ", …"
#: the same for the longest bar of a chart in parts, which have one axis whatever their labels are
PART_LABEL = 0.3
#: the share of a chart's width that names may take
NAMES = 0.36


def chart(panel: Panel, room: Room) -> tuple[bytes, Sheet]:
    """Return the chart's XML and its workbook."""
    bars = Bars.of(panel)
    size = max(11.0, theme_colours.smallest())
    if bars.is_horizontal:
        smallest = theme_colours.smallest()
        plot_height = room.height * _inner_place(bars, smallest, room).height
        size = text_fit.row_size(plot_height, bars.categories, room.width * NAMES - 12, smallest)
    names, label_size, scale = bars.categories, size, _value_span(bars, size, room)
    if bars.is_horizontal:
        names = bar_series.in_one_line(bars, size, room.width * NAMES - size)
        label_size = _choose_label_size(bars, size, room)
        inner = _inner_place(bars, size, room)
        most = int(room.height * inner.height / len(names) // (label_size * text_fit.LEADING))
        bars = _with_wrapped_words(bars, label_size, scale, room.width * inner.width, most)
    series = bar_series.write_series(bars, names, label_size)
    in_legend = panel.legend if not panel.heading else frozenset()
    names = [bar_series.series_name(panel.traces[idx]) for idx in sorted(in_legend)]
    letters = legend.choose_size(names, room)
    hidden = set(range(len(series))) - in_legend
    legend_xml = legend.write_legend(hidden, letters) if in_legend else NOTHING
    bar_chart = tag(
        "c:barChart",
        tag("c:barDir", val="bar" if bars.is_horizontal else "col"),
        tag("c:grouping", val="stacked" if bars.stacked else "clustered"),
        tag("c:varyColors", val=0),
        joined(series),
        tag("c:gapWidth", val=_gap_percent(bars, room)),
        tag("c:overlap", val=100) if bars.stacked or bars.has_ghosts else NOTHING,
        tag("c:axId", val=axes.X_ID),
        tag("c:axId", val=axes.Y_ID),
    )
    plot = tag("c:plotArea", *_write_plot(bars, bar_chart, size, scale, room))
    return legend.write_chart(plot, panel.heading, legend_xml, room), bars.sheet


def fits(panel: Panel, room: Room) -> bool:
    """Say whether the names of all rows can be read in a chart of this size."""
    bars, smallest = Bars.of(panel), theme_colours.smallest()
    if not bars.is_horizontal:
        return True
    plot_height = room.height * _inner_place(bars, smallest, room).height
    return text_fit.rows_fit(plot_height, len(bars.categories), smallest)


def _write_plot(bars: Bars, bar_chart: Xml, size: float, scale: Span, room: Room) -> list[Xml]:
    """Return the contents of the plot area: its place, the bars, the axes."""
    value_axis, category_axis = bars.value_axis, bars.category_axis
    tick_size = axes.letter_size(size)
    values = axes.write_values(
        axes.Y_ID,
        "b" if bars.is_horizontal else "l",
        scale,
        axes.pattern(value_axis, scale),
        Look(value_axis.title, tick_size),
        crosses="autoZero",
    )
    skip = 1 if bars.is_horizontal else _choose_skip(bars.categories, size, room)
    turn = None if bars.is_horizontal else axes.TURN
    look = Look("" if bars.is_horizontal else category_axis.title, size, grid=False, turn=turn)
    inner = _inner_place(bars, size, room) if bars.is_horizontal else None
    categories = axes.write_categories(axes.X_ID, "l" if bars.is_horizontal else "b", look, skip)
    return [legend.write_layout(inner), bar_chart, categories, values]


def _gap_percent(bars: Bars, room: Room) -> int:
    """Return the gap between bars in percent of their thickness; few bars stay slim."""
    if bars.is_horizontal:
        length, usual, thickest = room.height, 50, 30.0
    else:
        length, usual, thickest = room.width, 30, 70.0
    pitch = length * 0.85 / max(len(bars.categories), 1)
    return min(500, max(usual, round((pitch / thickest - 1) * 100)))


def _value_span(bars: Bars, size: float, room: Room) -> Span:
    """Return the span of the value axis: always from zero, with room for labels.

    `size`: of the letters of labels, which stand beyond the ends of horizontal bars.
    """
    values = [0.0, *bars.axis_values(), *bars.value_axis.reach]
    low, high = min(values), max(values)
    most_steps = axes.count_steps(room.width * (1 - NAMES)) if bars.is_horizontal else axes.STEPS
    axis = Axis(from_zero=True, whole=bars.value_axis.whole)
    span = axes.span(axis, [low, high], most_steps)
    if not (bars.value_words and bars.is_horizontal):
        return span
    # a longer axis may have longer steps, and so begin earlier
    for _turn in range(2):
        high = max(high, *_label_ends(bars, size, span.start, room))
        span = axes.span(axis, [low, high], most_steps)
    return span


def _choose_label_size(bars: Bars, size: float, room: Room) -> float:
    """Return the size of the labels at the ends of bars: smaller where long ones take the room."""
    wide = room.width * _inner_place(bars, size, room).width
    fitting = wide * MOST_LABEL / max(text_fit.widest(bars.value_words.values(), 1.0), 1.0)
    return max(theme_colours.smallest(), min(size, math.floor(fitting * 2) / 2))


def _with_wrapped_words(
    bars: Bars, letters: float, scale: Span, wide: float, most_lines: int
) -> Bars:
    """Return the bars with labels broken at commas where they would run off the end of the axis.

    What would need more than `most_lines` is cut at a comma. `letters`: their size; `wide`: how
    long the axis is, in points.
    """
    ends = bars.ends(bars.panel.traces[0])
    words = dict(bars.value_words)
    for name, end in zip(bars.categories, ends, strict=True):
        text = words.get(name, "")
        free = (scale.end - max(end or 0.0, 0.0)) / (scale.end - scale.start) * wide
        if text_fit.width(text, letters) > free:
            words[name] = _wrap(text, letters, free, max(most_lines, 1))
    return replace(bars, value_words=words)


def _wrap(text: str, letters: float, free: float, most_lines: int) -> str:
    """Return a text broken at commas so that each line has room, as far as a part alone has it."""
    lines: list[str] = []
    for part in text.split(", "):
        longer = f"{lines[-1]}, {part}" if lines else part
        if lines and text_fit.width(longer, letters) <= free:
            lines[-1] = longer
        else:
            lines.append(part)
    kept = lines[:most_lines]
    return ",\n".join(kept) + (ELLIPSIS if len(lines) > most_lines else "")


def _label_ends(bars: Bars, size: float, low: float, room: Room) -> list[float]:
    """Return where the axis has to end for the label of each bar; it begins at `low`.

    Labels of negative bars stand at zero.
    """
    wide = room.width * _inner_place(bars, size, room).width
    letters = _choose_label_size(bars, size, room)
    ends = bars.ends(bars.panel.traces[0])
    labelled = [
        (max(end, 0.0), text_fit.width(bars.value_words.get(name, ""), letters) + letters)
        for name, end in zip(bars.categories, ends, strict=True)
        if end is not None
    ]
    labelled += [(end, wide * PART_LABEL) for end in bars.value_axis.reach]
    return [low + (end - low) / (1 - min(width / wide, MOST_SHARE)) for end, width in labelled]


def _choose_skip(categories: list[str], size: float, room: Room) -> int:
    """Return how many categories share one name, so that names do not touch."""
    width = text_fit.widest(categories, size) + size
    return max(1, -(-round(width * len(categories)) // max(1, round(room.width * 0.92))))


def _inner_place(bars: Bars, size: float, room: Room) -> Inner:
    """Return where the bars stand: names in full at their left, axis and title below."""
    names_width = min(text_fit.widest(bars.categories, size) + size * 1.5, room.width * NAMES)
    above = legend.heading_height(bars.panel.heading, room)
    below = axes.letter_size(size) * (3.6 if bars.value_axis.title else 1.9)
    left, top = names_width / room.width, above / room.height
    return Inner(left, top, 0.985 - left, 1 - top - below / room.height)
