"""Tables: a heatmap or a table trace as a native table with shaded cells."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from atlas import i18n
from atlas.charts.base import style
from atlas.exports.exact_numbers import number
from atlas.exports.figure_reader import FigureReading, Trace
from atlas.exports.pptx import cell_sizes, table_parts, text_fit, theme_colours
from atlas.exports.pptx.cell_sizes import Sizes
from atlas.exports.pptx.table_parts import Cell, TablePart
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.xml import root
from atlas.text.plotly_text import plain as plain_text

#: the table style without fills of its own: every cell says what it looks like
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def parts(reading: FigureReading, room: Spot) -> list[TablePart]:
    """Return the table in as many parts as can be read in rooms of this size."""
    trace = reading.traces[0]
    lines = _heatmap(trace) if trace.kind == "heatmap" else _table(trace)
    wide, high = room.width / text_fit.EMU, room.height / text_fit.EMU
    return table_parts.parts(lines, trace.get("columnwidth") or (), wide, high)


def add(slide: Any, part: TablePart, room: Spot, alt: str) -> Any:
    """Add a part of a table to `slide` inside `room`; return its graphic frame."""
    lines = part.lines
    texts = [[text for text, _code in line] for line in lines]
    wide, high = room.width / text_fit.EMU, room.height / text_fit.EMU
    sizes = cell_sizes.fitted(texts, wide, high, part.shares)
    frame = slide.shapes.add_table(
        len(lines),
        len(lines[0]),
        room.left,
        room.top,
        room.width,
        round(sum(sizes.heights) * text_fit.EMU),
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    frame._element.find(f".//{qn('a:tableStyleId')}").text = PLAIN
    for place, points in enumerate(sizes.widths):
        table.columns[place].width = round(points * text_fit.EMU)
    for place, line in enumerate(lines):
        table.rows[place].height = round(sizes.heights[place] * text_fit.EMU)
        for column, (text, code) in enumerate(line):
            usual = style.accent() if place == 0 else (style.paper(), style.empty())[place % 2]
            head = place == 0 or code == style.accent()
            _write(table.cell(place, column), text, code or usual, sizes, head=head)
    return frame


def _write(cell: Any, text: str, code: str, sizes: Sizes, *, head: bool) -> None:
    cell.text = text
    cell.margin_top = cell.margin_bottom = Pt(sizes.above)
    cell.margin_left = cell.margin_right = Pt(sizes.beside)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size = Pt(sizes.letters)
        # without text a cell is as high as what would be typed into it
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(sizes.letters * 100)))
    font = theme_colours.font()
    ink = theme_colours.readable_on(code)
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.bold = head or None
            if font:
                run.font.name = font
            look = run._r.get_or_add_rPr()
            look.insert(0, parse_xml(root("a:solidFill", theme_colours.colour(ink))))
    properties = cell._tc.get_or_add_tcPr()
    properties.append(parse_xml(root("a:solidFill", theme_colours.colour(code))))


def _heatmap(trace: Trace) -> list[list[Cell]]:
    """Return heading and rows, the first row of the figure at the bottom as on the screen."""
    grid = trace["z"]
    across = trace.get("x") or list(range(len(grid[0])))
    up = trace.get("y") or list(range(len(grid)))
    known = [value for line in grid for value in line if number(value) is not None]
    low, high = min(known, default=0), max(known, default=1)
    scale = trace.get("colorscale") or style.scale()
    texts = trace.get("text")
    lines: list[list[Cell]] = [[("", None), *((plain_text(label), None) for label in across)]]
    for place in reversed(range(len(grid))):
        line: list[Cell] = [(plain_text(up[place]), style.paper())]
        for column, value in enumerate(grid[place]):
            plain = number(value)
            text = plain_text(texts[place][column] or "") if texts else _written(plain)
            if plain is None:
                line.append((text, style.silent() if text else style.paper()))
                continue
            share = (plain - low) / (high - low) if high > low else 0.5
            line.append((text, theme_colours.between([(float(a), b) for a, b in scale], share)))
        lines.append(line)
    return lines


def _table(trace: Trace) -> list[list[Cell]]:
    heads = (trace.get("header") or {}).get("values") or []
    columns = (trace.get("cells") or {}).get("values") or []
    head: list[Cell] = [
        (plain_text(heading[0] if isinstance(heading, list) else heading), None)
        for heading in heads
    ]
    rows = [[(_any(cell), None) for cell in line] for line in zip(*columns, strict=True)]
    return ([head] if head else []) + rows  # type: ignore[operator]


def _any(cell: Any) -> str:
    plain = None if isinstance(cell, str) else number(cell)
    if plain is not None:
        return _written(plain)
    return plain_text("–" if cell is None else cell)


def _written(value: float | None) -> str:
    if value is None:
        return "–"
    return i18n.number(value, 0 if float(value).is_integer() else 1)
