"""The data sheets of a workbook: one row a row, header frozen and filtered, numbers as numbers."""

from typing import Any

import pandas
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from atlas.exports import csv_table
from atlas.exports.exact_numbers import Exact
from atlas.model.metrics import all_metrics
from atlas.text.chart_text import ChartText

#: columns that hold calendar years, whatever is counted
YEARS = ("year", "founding_year")
#: columns that count clusters, whatever the metric
COUNTS = ("clusters", "reporting", "exact", "founded")
NARROWEST, WIDEST = 9, 60
#: what Excel takes in one cell
LONGEST_TEXT = 32_767


def write(book: Workbook, name: str, frame: pandas.DataFrame, chart_text: ChartText) -> None:
    """Add the sheet `name` with `frame` (from `table.frame`) to `book`."""
    sheet = book.add_worksheet(name)
    headings = csv_table.columns(chart_text)
    head = heading_format(book)
    looks: dict[str, Format] = {}
    for place, column in enumerate(frame):
        heading = headings[column]
        values = [csv_table.plain(value) for value in frame[column]]
        sheet.write_string(0, place, heading, head)
        shown = [
            text(csv_table.yes_or_no(one)) if isinstance(one, bool) else text(one) for one in values
        ]
        longest = max((len(str(one)) for one in shown if one is not None), default=0)
        width = min(max(NARROWEST, len(heading) + 3, longest + 1), WIDEST)
        sheet.set_column(place, place, width)
        for row, (one, look) in enumerate(
            zip(shown, _looks(frame, column, values, chart_text), strict=True), start=1
        ):
            if look not in looks:
                looks[look] = book.add_format({"num_format": look, "valign": "top"})
            cell(sheet, row, place, one, looks[look])
    sheet.freeze_panes(1, 2 if list(frame)[:2] == ["cluster_id", "name"] else 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(1, len(frame)), len(frame.columns) - 1)
    landscape(sheet)


def cell(
    sheet: Worksheet, row: int, column: int, value: float | str | None, look: Format | None = None
) -> None:
    """Write one value: a number as a number, text as text, nothing for None."""
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_number(row, column, Exact(value), look)


def text(value: Any) -> Any:
    """Return `value`; a text that is too long for a cell ends with the last whole part.

    Long texts are lists of sources, all of which stand on the sheet of sources.
    """
    if not isinstance(value, str) or len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return value
    kept = value.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 4)].decode("utf-16-le", "ignore")
    return kept.rpartition(" | ")[0] + " | …" if " | " in kept else kept + "…"


def heading_format(book: Workbook) -> Format:
    """Return how headings look."""
    return book.add_format({"bold": True, "bottom": 1, "valign": "top"})


def landscape(sheet: Worksheet) -> None:
    """Print `sheet` across, as wide as the page, its first row on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _looks(
    frame: pandas.DataFrame, column: str, values: list[Any], chart_text: ChartText
) -> list[str]:
    """Return the number format of every cell of `column`."""
    if column in YEARS:
        return ["0"] * len(values)
    if column in COUNTS:
        return ["#,##0"] * len(values)
    counted = _counted(frame, column, chart_text)
    calendar = {one for one, metric in all_metrics().items() if metric.calendar}
    same: dict[str, list[float]] = {}
    for metric, value in zip(counted, values, strict=True):
        if isinstance(value, int | float) and not isinstance(value, bool):
            same.setdefault(metric, []).append(value)
    decimals = {metric: _decimals(numbers) for metric, numbers in same.items()}
    return ["0" if one in calendar else decimals.get(one, "General") for one in counted]


def _counted(frame: pandas.DataFrame, column: str, chart_text: ChartText) -> list[str]:
    """Return the id of the metric that each cell of `column` is a value of; blank for none."""
    known = chart_text.metrics
    if not known and "metric_id" in frame:
        return [str(one) for one in frame["metric_id"]]
    fits = [where for where in known if where and f"{column}_".startswith(where)]
    return [known.get(fits[0] if fits else "", "")] * len(frame)


def _decimals(numbers: list[float]) -> str:
    most = max((_places(number) for number in numbers), default=0)
    return "#,##0" + ("." + "0" * most if most else "")


def _places(number: float) -> int:
    return next((places for places in (0, 1) if round(number, places) == number), 2)
