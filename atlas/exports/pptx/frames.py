"""Put a figure into its room on a slide: charts in a grid, a map, or a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from atlas.exports.figure_reader import FigureReading, Panel
from atlas.exports.pptx import (
    bars,
    map,
    map_table,
    panel_parts,
    points,
    table,
    text_fit,
    theme_colours,
)
from atlas.exports.pptx.chart_workbook import Sheet
from atlas.exports.pptx.legend import Room
from atlas.exports.pptx.table_parts import TablePart
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import NAMESPACES, Xml, enlarged

GAP = 10 * text_fit.EMU
#: panels side by side are at least this wide, in points: with few rows, with many, with very many,
#: whose names would be broken into lines that have no room
NARROWEST = ((0, 200), (6, 285), (10, 400))
#: from so many rows, or beyond so many panels, they stand in three columns or four, so that names
#: stay readable and panels do not become strips
MANY_ROWS, MANY_PANELS = 6, 6


@dataclass(frozen=True)
class Written:
    """A chart that is written already, in the form in which python-pptx asks for one."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, kind: Any) -> bytes:
        """Return the chart's XML."""
        return self.xml


Part = TablePart | list[Panel] | None


def parts(reading: FigureReading, room: Spot) -> Sequence[Part]:
    """Return what each of a figure's slides shows of it: cells or panels; None for a map."""
    if reading.kind == "cells":
        return table.parts(reading, room)
    if reading.kind == "map":
        return [None]

    def fits(panels: list[Panel]) -> bool:
        return all(
            _kind(panel).fits(panel, _size(spot))
            for panel, spot in zip(panels, _grid(panels, room), strict=True)
        )

    return panel_parts.parts(reading.panels, fits)


def put(
    slide: Any,
    reading: FigureReading,
    room: Spot,
    title: str,
    part: Part = None,
    *,
    with_table: bool = False,
) -> None:
    """Draw what a figure holds into `room`, with its alternative text.

    `part`: of `parts`. `with_table`: a map of values has the table of them at its right.
    """
    alt = reading.text.alt or title
    if with_table and map_table.is_possible(reading, room):
        room, beside = map_table.split(room)
        table.add(slide, map_table.part(reading, beside), beside, alt)
    if reading.kind == "map":
        _group(slide, _map(slide, reading, room, alt))
    elif isinstance(part, TablePart):
        table.add(slide, part, room, alt)
    else:
        _panels(slide, part or reading.panels, room, alt, title)


def _map(slide: Any, reading: FigureReading, room: Spot, alt: str) -> Xml:
    """Return the map; on very large or small slides drawn in the usual size, and then scaled."""
    scale = theme_colours.scale()
    if scale == 1.0:
        return map.group(reading, room, _free(slide), alt)
    usual = Spot(0, 0, round(room.width / scale), round(room.height / scale))
    group = enlarged(map.group(reading, usual, _free(slide), alt), scale)
    inside = f'<a:off x="0" y="0"/><a:ext cx="{usual.width}" cy="{usual.height}"/>'
    placed = f'<a:off x="{room.left}" y="{room.top}"/><a:ext cx="{room.width}" cy="{room.height}"/>'
    return Xml(group.replace(inside, placed, 1))


def _free(slide: Any) -> int:
    ids = (int(shape_id) for shape_id in slide.shapes._spTree.xpath("//@id") if shape_id.isdigit())
    return max(ids, default=1) + 1


def _group(slide: Any, xml: Xml) -> None:
    start, rest = xml[: len("<p:grpSp")], xml[len("<p:grpSp") :]
    slide.shapes._spTree.append(parse_xml(f"{start} {NAMESPACES}{rest}"))


def _panels(slide: Any, panels: list[Panel], room: Spot, alt: str, title: str) -> None:
    for panel, spot in zip(panels, _grid(panels, room), strict=True):
        xml, sheet = chart(panel, _size(spot))
        xml = enlarged(xml.decode(), theme_colours.scale()).encode()
        name = panel.heading or title
        panel_alt = f"{panel.heading}. {alt}" if panel.heading else alt
        _add(slide, xml, sheet, spot, name=name, alt=panel_alt)


def chart(panel: Panel, room: Room) -> tuple[bytes, Sheet]:
    """Return a panel as a native chart: its XML and its workbook."""
    return _kind(panel).chart(panel, room)


def _kind(panel: Panel) -> Any:
    return bars if panel.traces[0].kind == "bar" else points


def _size(spot: Spot) -> Room:
    """Return the size of a chart before it is scaled to the slide in work, in points."""
    scale = theme_colours.scale()
    return Room(spot.width / text_fit.EMU / scale, spot.height / text_fit.EMU / scale)


def _add(slide: Any, xml: bytes, sheet: Sheet, spot: Spot, *, name: str, alt: str) -> None:
    written: Any = Written(xml, sheet.blob())
    kind = XL_CHART_TYPE.XY_SCATTER
    frame = slide.shapes.add_chart(kind, spot.left, spot.top, spot.width, spot.height, written)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", name)
    properties.set("descr", alt)


def _grid(panels: list[Panel], room: Spot) -> list[Spot]:
    """Return a place for each panel: in one to four columns, filled line by line."""
    count = len(panels)
    rows = max(len(panel_parts.row_names(panel)) for panel in panels)
    columns = 2 if count <= MANY_PANELS and rows < MANY_ROWS else 3 if count <= 9 else 4
    least = max(wide for many, wide in NARROWEST if rows >= many)
    columns = min(count, columns, max(2, int(room.width / text_fit.EMU // least)))
    lines = -(-count // columns)
    wide = (room.width - GAP * (columns - 1)) // columns
    high = (room.height - GAP * (lines - 1)) // lines
    return [
        Spot(
            room.left + place % columns * (wide + GAP),
            room.top + place // columns * (high + GAP),
            wide,
            high,
        )
        for place in range(count)
    ]
