"""The data sheets of a workbook: one row a row, header frozen and filtered, numbers as numbers."""

from typing import Any

import pandas
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from atlas.exports import csv_table
from atlas.exports.exact_numbers import Exact
from atlas.model.metrics import all_metrics
from atlas.text import file_text
from atlas.text.chart_text import ChartText

#: columns that hold calendar years, whatever is counted
YEARS = ("year", "founding_year")
#: columns that count clusters, whatever the metric
COUNTS = ("clusters", "reporting", "exact", "founded")
NARROWEST, WIDEST = 9, 60
#: what Excel takes in one cell
LONGEST_TEXT = 32_767


def write(book: Workbook, name: str, frame: pandas.DataFrame, chart_text: ChartText) -> None:
    """Add the sheet `name` with `frame` (from `csv_table.frame`) to `book`."""
    sheet = book.add_worksheet(name)
    headings = csv_table.columns(chart_text)
    head = heading_format(book)
    formats: dict[str, Format] = {}
    for place, column in enumerate(frame):
        heading = headings[column]
        values = [csv_table.plain(value) for value in frame[column]]
        sheet.write_string(0, place, heading, head)
        cells = [
            text(csv_table.yes_or_no(value)) if isinstance(value, bool) else text(value)
            for value in values
        ]
        longest = max((len(str(value)) for value in cells if value is not None), default=0)
        width = min(max(NARROWEST, len(heading) + 3, longest + 1), WIDEST)
        sheet.set_column(place, place, width)
        for row, (value, number_format) in enumerate(
            zip(cells, _number_formats(frame, column, values, chart_text), strict=True), start=1
        ):
            if number_format not in formats:
                formats[number_format] = book.add_format(
                    {"num_format": number_format, "valign": "top"}
                )
            cell(sheet, row, place, value, formats[number_format])
    sheet.freeze_panes(1, 2 if list(frame)[:2] == ["cluster_id", "name"] else 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(1, len(frame)), len(frame.columns) - 1)
    landscape(sheet)


def cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: float | str | None,
    number_format: Format | None = None,
) -> None:
    """Write one value: a number as a number, text as text, nothing for None."""
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, file_text.clean(value), number_format)
    else:
        sheet.write_number(row, column, Exact(value), number_format)


def text(value: Any) -> Any:
    """Return `value`; a text that is too long for a cell is cut after its last whole part."""
    # long texts are lists of sources, and the sheet of sources holds all of them
    if not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return value
    kept = value.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 4)].decode("utf-16-le", "ignore")
    return kept.rpartition(" | ")[0] + " | …" if " | " in kept else kept + "…"


def heading_format(book: Workbook) -> Format:
    """Return the format of headings."""
    return book.add_format({"bold": True, "bottom": 1, "valign": "top"})


def landscape(sheet: Worksheet) -> None:
    """Print `sheet` in landscape, as wide as the page, with its first row on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _number_formats(
    frame: pandas.DataFrame, column: str, values: list[Any], chart_text: ChartText
) -> list[str]:
    """Return the number format of every cell of `column`."""
    if column in YEARS:
        return ["0"] * len(values)
    if column in COUNTS:
        return ["#,##0"] * len(values)
    metric_ids = _column_metrics(frame, column, chart_text)
    calendar = {metric.id for metric in all_metrics().values() if metric.calendar}
    numbers_by_metric: dict[str, list[float]] = {}
    for metric_id, value in zip(metric_ids, values, strict=True):
        if isinstance(value, int | float) and not isinstance(value, bool):
            numbers_by_metric.setdefault(metric_id, []).append(value)
    decimals = {
        metric_id: _number_format(numbers) for metric_id, numbers in numbers_by_metric.items()
    }
    return [
        "0" if metric_id in calendar else decimals.get(metric_id, "General")
        for metric_id in metric_ids
    ]


def _column_metrics(frame: pandas.DataFrame, column: str, chart_text: ChartText) -> list[str]:
    """Return the metric id of each cell of `column`; blank for none."""
    figure_metrics = chart_text.metrics
    if not figure_metrics and "metric_id" in frame:
        return [str(metric_id) for metric_id in frame["metric_id"]]
    prefixes = [prefix for prefix in figure_metrics if prefix and f"{column}_".startswith(prefix)]
    return [figure_metrics.get(prefixes[0] if prefixes else "", "")] * len(frame)


def _number_format(numbers: list[float]) -> str:
    most_places = max((_count_places(number) for number in numbers), default=0)
    return "#,##0" + ("." + "0" * most_places if most_places else "")


def _count_places(number: float) -> int:
    return next((places for places in (0, 1) if round(number, places) == number), 2)
