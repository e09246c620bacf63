"""The last sheets of a workbook: every source, and what was selected."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook

from atlas import i18n
from atlas.db import database
from atlas.exports.xlsx.data_sheets import cell, heading_format, landscape, text
from atlas.gallery.evidence import fetch_sources
from atlas.i18n import _
from atlas.text import citation
from atlas.text.chart_text import MAKER, ChartText

#: longer addresses are not clickable in Excel
LONGEST_ADDRESS = 2000
#: the height of a line of text, in points
LINE = 15


def sources(book: Workbook, name: str, used: Mapping[str, Sequence[str]]) -> None:
    """Add the sheet of sources. `used`: sheet -> the ids of its sources."""
    sheet = book.add_worksheet(name)
    headings = (
        _("Publisher"),
        _("Title"),
        _("Date"),
        _("Retrieved"),
        _("Address"),
        _("Used on the sheets"),
    )
    for place, (heading, width) in enumerate(zip(headings, (36, 60, 12, 30, 60, 40), strict=True)):
        sheet.write_string(0, place, heading, heading_format(book))
        sheet.set_column(place, place, width)
    used_ids = (source_id for ids in used.values() for source_id in ids)
    source_rows = fetch_sources(used_ids).values()
    link = book.get_default_url_format()
    for row, source in enumerate(source_rows, start=1):
        *texts, address = citation.source_parts(source)
        for column, value in enumerate(texts):
            cell(sheet, row, column, value or None)
        if address and len(address) <= LONGEST_ADDRESS:
            sheet.write_url(row, 4, address, link, string=address)
        else:
            cell(sheet, row, 4, address or None)
        sheet_names = [sheet_name for sheet_name, ids in used.items() if source["source_id"] in ids]
        cell(sheet, row, 5, text(" | ".join(sheet_names)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(source_rows)), len(headings) - 1)
    landscape(sheet)


def selection(book: Workbook, name: str, title: str, texts: Mapping[str, ChartText]) -> None:
    """Add the sheet that says what was selected. `texts`: sheet -> what its figure says."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    data = database.run("which_data").iloc[0]
    about = [
        (_("Title"), title),
        (_("Data version"), str(data["version"])),
        (_("Newest date in the data"), i18n.date(data["newest_as_of"])),
        (_("Made with"), MAKER),
    ]
    for row, (heading, value) in enumerate(about):
        sheet.write_string(row, 0, heading, bold)
        cell(sheet, row, 1, value, wrapped)
    top = len(about) + 1
    headings = {
        _("Sheet"): 32,
        _("Title"): 44,
        _("Selection"): 44,
        _("Year"): 9,
        _("Unit"): 20,
        _("Coverage"): 44,
        _("As of"): 24,
        _("Evidence"): 26,
        _("Notes"): 60,
    }
    for place, (heading, width) in enumerate(headings.items()):
        sheet.write_string(top, place, heading, heading_format(book))
        sheet.set_column(place, place, width)
    for row, (sheet_name, chart_text) in enumerate(texts.items(), start=top + 1):
        values = _selection_row(sheet_name, chart_text)
        sheet.set_row(row, LINE * _count_lines(values, list(headings.values())))
        for place, value in enumerate(values):
            cell(sheet, row, place, text(value), wrapped)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _selection_row(sheet: str, chart_text: ChartText) -> list[Any]:
    return [
        sheet,
        chart_text.title,
        chart_text.selection,
        chart_text.year,
        chart_text.unit,
        chart_text.coverage,
        chart_text.dates_range(),
        chart_text.source_summary(),
        "\n".join(chart_text.notes),
    ]


def _count_lines(values: Sequence[Any], widths: Sequence[int]) -> int:
    """Return how many lines a row needs for its wrapped texts."""
    return max(
        sum(max(1, -(-len(line) // width)) for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
