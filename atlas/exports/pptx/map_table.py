"""The table beside a map: the highest regions and the largest clusters, with their values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from atlas import i18n
from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.exports.figure_reader import FigureReading
from atlas.exports.pptx import cell_sizes, text_fit
from atlas.exports.pptx.table_parts import Cell, TablePart
from atlas.exports.pptx.template.boxes import Spot
from atlas.i18n import _, ngettext
from atlas.text import shortening
from atlas.text.plotly_text import bold_part, plain

#: the part of the room that the table takes, what stands between it and the map, in EMU
SHARE, GAP = 0.36, 14 * text_fit.EMU
#: smaller rooms, in EMU, are for the map alone
LEAST_ROOM = (560 * text_fit.EMU, 190 * text_fit.EMU)
#: how the table's width is divided between names and values
SHARES = [0.6, 0.4]
#: letters of a name with its seat elsewhere, and those of the name alone at least
LONGEST, LEAST = 44, 24


@dataclass(frozen=True)
class Listed:
    """What is listed under one heading: names and values, the highest first."""

    heading: str
    unit: str
    rows: list[tuple[str, str]]
    say_more: Callable[[int], str]


def is_possible(reading: FigureReading, room: Spot) -> bool:
    """Say whether the map has regions with values to list, and `room` is enough for both."""
    wide, high = LEAST_ROOM
    has_values = any(trace.role is TraceRole.SHADED for trace in reading.traces)
    return has_values and room.width >= wide and room.height >= high


def split(room: Spot) -> tuple[Spot, Spot]:
    """Return the room of the map and that of the table at its right."""
    wide = round(room.width * SHARE)
    left = Spot(room.left, room.top, room.width - wide - GAP, room.height)
    return left, Spot(room.left + room.width - wide, room.top, wide, room.height)


def part(reading: FigureReading, room: Spot) -> TablePart:
    """Return the table as large as `room` lets it be; what is left out is counted."""
    lists = [one for one in (_regions(reading), _clusters(reading)) if one.rows]
    wide, high = room.width / text_fit.EMU, room.height / text_fit.EMU
    # more rows than this have no room even at the smallest size
    least = cell_sizes.SMALLEST * text_fit.LEADING
    most = min(max((len(one.rows) for one in lists), default=1), max(int(high / least), 1))
    for count in range(most, 0, -1):
        lines = _lines(reading, lists, count)
        texts = [[text for text, _code in line] for line in lines]
        if sum(cell_sizes.fitted(texts, wide, high, SHARES).heights) <= high:
            break
    return TablePart(lines, SHARES)


def _lines(reading: FigureReading, lists: Sequence[Listed], count: int) -> list[list[Cell]]:
    """Return the lines with at most `count` rows under each heading."""
    lines: list[list[Cell]] = []
    for one in lists:
        lines.append([(one.heading, style.accent()), (one.unit, style.accent())])
        more = len(one.rows) - count
        shown = one.rows[:count] if more > 0 else one.rows
        lines += [[(name, None), (value, None)] for name, value in shown]
        if more > 0:
            lines.append([(one.say_more(more), None), ("", None)])
    return lines


def _regions(reading: FigureReading) -> Listed:
    rows: list[tuple[float, str, str]] = []
    for trace in reading.traces:
        if trace.role is TraceRole.SHADED:
            names = [bold_part(hover) for hover in trace["hovertext"]]
            rows += zip(trace["meta"]["values"], names, trace["meta"]["written"], strict=True)
    rows.sort(key=lambda row: -row[0])
    return Listed(
        _("Region"),
        reading.text.unit,
        [(name, plain(written)) for _value, name, written in rows],
        lambda more: ngettext("{count} more region", "{count} more regions", more).format(
            count=i18n.number(more)
        ),
    )


def _clusters(reading: FigureReading) -> Listed:
    rows: list[tuple[float, str, str]] = []
    unit = ""
    for trace in reading.traces:
        if trace.role is TraceRole.SEATS and "written" in trace["meta"]:
            unit = plain(trace["meta"]["unit"])
            names = [
                f"{shortening.shorten(plain(name), max(LONGEST - len(mark), LEAST))}{mark}"
                for name, mark in zip(trace["meta"]["names"], trace.marks, strict=True)
            ]
            rows += zip(trace["marker"]["size"], names, trace["meta"]["written"], strict=True)
    # circles are as large as their values, whichever trace they are in
    rows.sort(key=lambda row: -row[0])
    return Listed(
        _("Cluster"),
        unit,
        [(name, plain(written)) for _size, name, written in rows],
        lambda more: ngettext("{count} more cluster", "{count} more clusters", more).format(
            count=i18n.number(more)
        ),
    )
