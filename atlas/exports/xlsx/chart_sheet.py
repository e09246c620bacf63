"""The front sheet of a workbook: charts that Excel draws itself, their numbers beside them.

They stand apart from the data sheets, because Excel leaves out of a chart what a filter hides.
"""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from atlas.charts.base import style
from atlas.exports import symbols
from atlas.exports.figure_reader import Axis
from atlas.exports.xlsx.data_sheets import cell
from atlas.exports.xlsx.figure_panels import Series, SheetChart
from atlas.i18n import _
from atlas.text.chart_text import ChartText

#: of a chart, and of a row of the sheet, in pixels
WIDTH, ROW = 860, 20
HEIGHTS = {"column": 400, "line": 460, "scatter": 520}
#: what Excel calls a symbol otherwise
SYMBOLS = {"dash": "short_dash"}
#: labels on an axis of years
MOST_YEARS = 14
#: where the numbers begin; the chart stands in the first column
NUMBERS = 2
Place = tuple[int, int]


def write(
    book: Workbook, name: str, drawn: Sequence[tuple[ChartText, Sequence[SheetChart]]]
) -> None:
    """Add the sheet `name` with a block for each panel. `drawn`: what a figure says and draws."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_column_pixels(0, 0, WIDTH + 10)
    sheet.set_column_pixels(1, 1, 20)
    sheet.set_column_pixels(NUMBERS, NUMBERS + 60, 110)
    quiet = book.add_format({"font_color": style.quiet()})
    row = 0
    pages = []
    for text, panels in drawn:
        if not panels:
            continue
        pages.append(row)
        sheet.write_string(row, 0, text.title, book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(row + 1, 0, text.subtitle_line(), quiet)
        row += 2
        below = row
        for panel in panels:
            row, below = _block(book, sheet, panel, max(row, below))
        for line in (*text.evidence(), text.source_line()):
            sheet.write_string(row, 0, line, quiet)
            row += 1
        row = max(row, below) + 2
    sheet.set_paper(9)
    sheet.print_area(0, 0, row, 0)
    sheet.set_print_scale(75)
    sheet.set_h_pagebreaks(pages[1:])


def _block(book: Workbook, sheet: Worksheet, panel: SheetChart, row: int) -> Place:
    """Write one chart and its numbers from `row` on; return the first rows below either."""
    chart = _chart(book, panel)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "General" if panel.kind == "scatter" else "#,##0.##"})
    whole = book.add_format({"num_format": "#,##0"})
    hidden = []
    column = NUMBERS
    for place, one in enumerate(panel.series):
        if panel.kind == "scatter" or not place:
            cell(sheet, row, column, _along(panel, one), heading)
            _down(sheet, (row + 1, column), one.x)
            along = [sheet.name, row + 1, column, row + len(one.x), column]
            column += 1
        cell(sheet, row, column, _title(panel, one), heading)
        look = whole if all(y is None or y == int(y) for y in one.y) else number
        _down(sheet, (row + 1, column), one.y, None if panel.kind == "scatter" else look)
        values = [sheet.name, row + 1, column, row + len(one.y), column]
        said = _drawn(one, (sheet.name, row, column), along, values)
        column += 1
        if any(one.plus) or any(one.minus):
            ends = {_("Up to"): one.plus, _("Down to"): one.minus}
            for heading_of, end in ends.items():
                cell(sheet, row, column, f"{one.name} – {heading_of}", heading)
                _down(sheet, (row + 1, column), [value or 0 for value in end])
                column += 1
            said["y_error_bars"] = _whiskers(sheet.name, (row + 1, column - 2), len(one.plus))
        chart.add_series(said)
        if one.look in ("light", "names") or not one.name:
            hidden.append(place)
    one_only = len(panel.series) - len(hidden) <= 1
    chart.set_legend(
        {"none": True} if one_only else {"position": "bottom", "delete_series": hidden}
    )
    height = _height(panel)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(row, 0, chart, {"object_position": 3})
    longest = max(len(one.y) for one in panel.series)
    return row + -(-height // ROW) + 1, row + longest + 2


def _height(panel: SheetChart) -> int:
    rows = max((len(one.y) for one in panel.series if one.look in ("filled", "names")), default=0)
    if panel.kind == "bar":
        return 110 + 30 * rows
    if panel.kind == "scatter" and any(one.look == "names" for one in panel.series):
        return max(300, 130 + 36 * rows)
    return HEIGHTS[panel.kind]


def _down(
    sheet: Worksheet, place: Place, values: Sequence[Any], look: Format | None = None
) -> None:
    for step, value in enumerate(values):
        cell(sheet, place[0] + step, place[1], value, look)


def _along(panel: SheetChart, one: Series) -> str:
    """Return the heading above the categories, or above the horizontal places of a series."""
    if panel.kind == "bar":
        return _("Name")
    title = panel.x.title or (_("Year") if panel.kind != "scatter" else "")
    return (
        " – ".join(part for part in (one.name, title) if part) if panel.kind == "scatter" else title
    )


def _title(panel: SheetChart, one: Series) -> str:
    if one.look == "light":
        return _("{name}: carried forward").format(name=one.name)
    if panel.kind == "scatter" and panel.y.title:
        return f"{one.name} – {panel.y.title}"
    return one.name or panel.y.title or _("Value")


def _chart(book: Workbook, panel: SheetChart) -> Chart:
    kinds: dict[str, Any] = {"type": panel.kind}
    if panel.stacked:
        kinds["subtype"] = "stacked"
    chart = book.add_chart(kinds)
    font = {"size": 11, "bold": False, "color": style.quiet()}
    chart.set_title({"name": panel.title, "name_font": font} if panel.title else {"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.show_blanks_as("gap")
    across, up = _axis(panel.x), _axis(panel.y)
    if panel.kind == "bar":
        names = {"reverse": True, "crossing": "max", "num_font": {"size": 9}}
        chart.set_y_axis(names | {"major_gridlines": {"visible": False}})
        chart.set_x_axis(across | ({"min": 0} if panel.x.range and panel.x.range[0] >= 0 else {}))
    elif panel.kind == "scatter":
        chart.set_x_axis(across | _ends(panel.x))
        rows = {"visible": False, "crossing": "min", **_ends(panel.y)}
        rows["major_gridlines"] = {"visible": False}
        chart.set_y_axis(up | (rows if not panel.y.labelled else {}))
    else:
        count = len(panel.series[0].x)
        years: dict[str, Any] = {"num_format": "0", "interval_unit": -(-count // MOST_YEARS)}
        years["num_font"] = {"rotation": -45 if count > MOST_YEARS else 0}
        chart.set_x_axis(across | years | {"major_gridlines": {"visible": False}})
        chart.set_y_axis(up)
    return chart


def _axis(axis: Axis) -> dict[str, Any]:
    said: dict[str, Any] = {"num_format": "0" if axis.years else "#,##0"}
    said["major_gridlines"] = {"visible": True, "line": {"color": style.line(), "width": 0.5}}
    said["name_font"] = {"bold": False, "color": style.quiet()}
    if axis.title:
        said["name"] = axis.title
    if axis.log:
        said["log_base"] = 10
    return said


def _ends(axis: Axis) -> dict[str, Any]:
    """Return where an axis begins and ends, if the figure says so; logarithms in full decades."""
    if axis.range is None:
        return {}
    first, last = axis.range
    if axis.log:
        return {"min": 10 ** int(first // 1), "max": 10 ** -int(-last // 1)}
    return {"min": first, "max": last}


def _whiskers(sheet: str, place: Place, count: int) -> dict[str, Any]:
    """Return whiskers whose lengths stand in two columns from `place` on, up before down."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    up, down = (
        f"={quoted}!{xl_range_abs(place[0], column, place[0] + count - 1, column)}"
        for column in (place[1], place[1] + 1)
    )
    line = {"color": style.ink(), "width": 0.75}
    return {"type": "custom", "plus_values": up, "minus_values": down, "line": line}


def _drawn(
    one: Series, name: tuple[str, int, int], along: list[Any], values: list[Any]
) -> dict[str, Any]:
    """Return a series as XlsxWriter wants it."""
    colour = one.colour or style.accent()
    said: dict[str, Any] = {"name": one.name or list(name), "categories": along, "values": values}
    if one.look == "filled":
        said |= {"fill": {"color": colour}, "gap": 40}
    elif one.look in ("line", "light"):
        light = {"width": 1, "dash_type": "round_dot"}
        line = {"color": colour} | (light if one.look == "light" else {"width": 4})
        said |= {"line": line, "marker": {"type": "none"}}
    else:
        kind = SYMBOLS.get(one.symbol, one.symbol)
        edge = {"color": colour} if one.symbol in symbols.OPEN else {"none": True}
        marker = {"type": kind, "size": 7, "fill": {"color": colour}, "border": edge}
        shown = marker if one.look == "markers" else {"type": "none"}
        said |= {"line": {"none": True}, "marker": shown}
    if any(one.labels):
        position = "right"
        said["data_labels"] = {
            "value": True,
            "position": position,
            "font": {"size": 9},
            "custom": [{"value": label} if label else {"delete": True} for label in one.labels],
        }
    return said
