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

#: the width of a chart and the height of a row of the sheet, in pixels
WIDTH, ROW = 860, 20
CHART_HEIGHTS = {"column": 400, "line": 460, "scatter": 520}
#: symbols that have another name in Excel
SYMBOLS = {"dash": "short_dash"}
#: labels on an axis of years
MOST_YEARS = 14
#: where the numbers begin; the chart stands in the first column
NUMBERS_COLUMN = 2
CellPlace = tuple[int, int]


def write(
    book: Workbook, name: str, blocks: Sequence[tuple[ChartText, Sequence[SheetChart]]]
) -> None:
    """Add the sheet `name` with a block for each panel. `blocks`: each figure's text and panels."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_column_pixels(0, 0, WIDTH + 10)
    sheet.set_column_pixels(1, 1, 20)
    sheet.set_column_pixels(NUMBERS_COLUMN, NUMBERS_COLUMN + 60, 110)
    quiet = book.add_format({"font_color": style.quiet()})
    row = 0
    pages = []
    for text, panels in blocks:
        if not panels:
            continue
        pages.append(row)
        sheet.write_string(row, 0, text.title, book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(row + 1, 0, text.subtitle_line(), quiet)
        row += 2
        below = row
        for panel in panels:
            row, below = _write_block(book, sheet, panel, max(row, below))
        for line in (*text.evidence(), text.source_line()):
            sheet.write_string(row, 0, line, quiet)
            row += 1
        row = max(row, below) + 2
    sheet.set_paper(9)
    sheet.print_area(0, 0, row, 0)
    sheet.set_print_scale(75)
    sheet.set_h_pagebreaks(pages[1:])


def _write_block(book: Workbook, sheet: Worksheet, panel: SheetChart, row: int) -> CellPlace:
    """Write one chart and its numbers from `row` on; return the first rows below both."""
    chart = _add_chart(book, panel)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "General" if panel.kind == "scatter" else "#,##0.##"})
    whole = book.add_format({"num_format": "#,##0"})
    hidden = []
    column = NUMBERS_COLUMN
    for place, series in enumerate(panel.series):
        if panel.kind == "scatter" or not place:
            cell(sheet, row, column, _x_heading(panel, series), heading)
            _write_column(sheet, (row + 1, column), series.x)
            x_range = [sheet.name, row + 1, column, row + len(series.x), column]
            column += 1
        cell(sheet, row, column, _y_heading(panel, series), heading)
        number_format = whole if all(y is None or y == int(y) for y in series.y) else number
        y_format = None if panel.kind == "scatter" else number_format
        _write_column(sheet, (row + 1, column), series.y, y_format)
        y_range = [sheet.name, row + 1, column, row + len(series.y), column]
        options = _series_options(series, (sheet.name, row, column), x_range, y_range)
        column += 1
        if any(series.plus) or any(series.minus):
            ends = {_("Up to"): series.plus, _("Down to"): series.minus}
            for label, lengths in ends.items():
                cell(sheet, row, column, f"{series.name} – {label}", heading)
                _write_column(sheet, (row + 1, column), [value or 0 for value in lengths])
                column += 1
            first_cell = (row + 1, column - 2)
            options["y_error_bars"] = _whisker_options(sheet.name, first_cell, len(series.plus))
        chart.add_series(options)
        if series.look in ("light", "names") or not series.name:
            hidden.append(place)
    is_single = len(panel.series) - len(hidden) <= 1
    chart.set_legend(
        {"none": True} if is_single else {"position": "bottom", "delete_series": hidden}
    )
    height = _chart_height(panel)
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(row, 0, chart, {"object_position": 3})
    most_points = max(len(y) for y in (series.y for series in panel.series))
    return row + -(-height // ROW) + 1, row + most_points + 2


def _chart_height(panel: SheetChart) -> int:
    row_series = [series for series in panel.series if series.look in ("filled", "names")]
    most_rows = max((len(series.y) for series in row_series), default=0)
    if panel.kind == "bar":
        return 110 + 30 * most_rows
    if panel.kind == "scatter" and any(series.look == "names" for series in panel.series):
        return max(300, 130 + 36 * most_rows)
    return CHART_HEIGHTS[panel.kind]


def _write_column(
    sheet: Worksheet, place: CellPlace, values: Sequence[Any], number_format: Format | None = None
) -> None:
    for offset, value in enumerate(values):
        cell(sheet, place[0] + offset, place[1], value, number_format)


def _x_heading(panel: SheetChart, series: Series) -> str:
    """Return the heading above the categories, or above the horizontal places of a series."""
    if panel.kind == "bar":
        return _("Name")
    if panel.kind != "scatter":
        return panel.x.title or _("Year")
    return " – ".join(text for text in (series.name, panel.x.title) if text)


def _y_heading(panel: SheetChart, series: Series) -> str:
    if series.look == "light":
        return _("{name}: carried forward").format(name=series.name)
    if panel.kind == "scatter" and panel.y.title:
        return f"{series.name} – {panel.y.title}"
    return series.name or panel.y.title or _("Value")


def _add_chart(book: Workbook, panel: SheetChart) -> Chart:
    options: dict[str, Any] = {"type": panel.kind}
    if panel.stacked:
        options["subtype"] = "stacked"
    chart = book.add_chart(options)
    font = {"size": 11, "bold": False, "color": style.quiet()}
    chart.set_title({"name": panel.title, "name_font": font} if panel.title else {"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.show_blanks_as("gap")
    x_axis, y_axis = _axis_options(panel.x), _axis_options(panel.y)
    if panel.kind == "bar":
        name_axis = {"reverse": True, "crossing": "max", "num_font": {"size": 9}}
        chart.set_y_axis(name_axis | {"major_gridlines": {"visible": False}})
        chart.set_x_axis(x_axis | ({"min": 0} if panel.x.range and panel.x.range[0] >= 0 else {}))
    elif panel.kind == "scatter":
        chart.set_x_axis(x_axis | _axis_ends(panel.x))
        row_axis = {"visible": False, "crossing": "min", **_axis_ends(panel.y)}
        row_axis["major_gridlines"] = {"visible": False}
        chart.set_y_axis(y_axis | (row_axis if not panel.y.labelled else {}))
    else:
        count = len(panel.series[0].x)
        year_axis: dict[str, Any] = {"num_format": "0", "interval_unit": -(-count // MOST_YEARS)}
        year_axis["num_font"] = {"rotation": -45 if count > MOST_YEARS else 0}
        chart.set_x_axis(x_axis | year_axis | {"major_gridlines": {"visible": False}})
        chart.set_y_axis(y_axis)
    return chart


def _axis_options(axis: Axis) -> dict[str, Any]:
    options: dict[str, Any] = {"num_format": "0" if axis.years else "#,##0"}
    options["major_gridlines"] = {"visible": True, "line": {"color": style.line(), "width": 0.5}}
    options["name_font"] = {"bold": False, "color": style.quiet()}
    if axis.title:
        options["name"] = axis.title
    if axis.log:
        options["log_base"] = 10
    return options


def _axis_ends(axis: Axis) -> dict[str, Any]:
    """Return where an axis begins and ends, if the figure says so; logarithms in whole decades."""
    if axis.range is None:
        return {}
    first, last = axis.range
    if axis.log:
        return {"min": 10 ** int(first // 1), "max": 10 ** -int(-last // 1)}
    return {"min": first, "max": last}


def _whisker_options(sheet: str, place: CellPlace, count: int) -> dict[str, Any]:
    """Return whiskers whose lengths stand in two columns from `place` on, up before down."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    up, down = (
        f"={quoted}!{xl_range_abs(place[0], column, place[0] + count - 1, column)}"
        for column in (place[1], place[1] + 1)
    )
    line = {"color": style.ink(), "width": 0.75}
    return {"type": "custom", "plus_values": up, "minus_values": down, "line": line}


def _series_options(
    series: Series, name: tuple[str, int, int], x_range: list[Any], y_range: list[Any]
) -> dict[str, Any]:
    """Return the options of XlsxWriter for a series."""
    colour = series.colour or style.accent()
    options: dict[str, Any] = {
        "name": series.name or list(name),
        "categories": x_range,
        "values": y_range,
    }
    if series.look == "filled":
        options |= {"fill": {"color": colour}, "gap": 40}
    elif series.look in ("line", "light"):
        light = {"width": 1, "dash_type": "round_dot"}
        line = {"color": colour} | (light if series.look == "light" else {"width": 4})
        options |= {"line": line, "marker": {"type": "none"}}
    else:
        symbol = SYMBOLS.get(series.symbol, series.symbol)
        border = {"color": colour} if series.symbol in symbols.OPEN else {"none": True}
        marker = {"type": symbol, "size": 7, "fill": {"color": colour}, "border": border}
        options |= {
            "line": {"none": True},
            "marker": marker if series.look == "markers" else {"type": "none"},
        }
    if any(series.labels):
        options["data_labels"] = {
            "value": True,
            "position": "right",
            "font": {"size": 9},
            "custom": [{"value": label} if label else {"delete": True} for label in series.labels],
        }
    return options
