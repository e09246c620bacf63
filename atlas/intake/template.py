"""A spreadsheet to send to managers: one row a cluster, headings in both languages.

It is made so that it can be read again without a question.
"""

import io
from collections.abc import Iterable, Mapping

import xlsxwriter

#: headings in German and English, the width of the column, and what is filled in of a cluster
COLUMNS = (
    ("Name", "Name", 44, "name"),
    ("Sitz (Ort)", "Seat (town)", 22, "seat_city"),
    ("Mitglieder", "Members", 14, ""),
    ("Beschäftigte", "Staff", 14, ""),
    ("Veranstaltungen", "Events", 18, ""),
    ("Gründungsjahr", "Founding year", 18, "founding_year"),
    ("Stand", "Date", 14, ""),
    ("Quelle", "Source", 34, ""),
)
FIRST_ROW = 1
SHEET = "Cluster"


def write(clusters: Iterable[Mapping[str, object]]) -> bytes:
    """Return the workbook. `clusters`: name, seat_city, founding_year of each; None for blank."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        as_text = book.add_format({"num_format": "@"})
        for column, (german, english, width, _filled) in enumerate(COLUMNS):
            # a date that is typed as 12/2024 would become a day of that month
            sheet.set_column(column, column, width, as_text if german == "Stand" else None)
            heading = german if german == english else f"{german} / {english}"
            sheet.write_string(0, column, heading, head)
        for row, cluster in enumerate(clusters, FIRST_ROW):
            for column, (_german, _english, _width, filled) in enumerate(COLUMNS):
                value = cluster.get(filled) if filled else None
                if isinstance(value, str) and value:
                    sheet.write_string(row, column, value)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
        sheet.freeze_panes(FIRST_ROW, 1)
    return made.getvalue()
