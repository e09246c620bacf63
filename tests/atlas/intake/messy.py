"""A spreadsheet as a programme office keeps it, for the tests of the page that takes it in."""

import io

import openpyxl
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from PIL import Image as Picture

SHEET = "Netzwerke"
#: row 5 is the first below the two rows of headings
ROWS = (
    (1, "Silicon Saxony e.V.", "Dresden", "SN", "Halbleiter", "> 650", "ca. 400", 35, "2000"),
    (2, "Hamburg Aviation", "Hamburg", "Freie und Hansestadt Hamburg", "Luftfahrt", "310", "", 12),
    (None, "Norddeutschland"),
    (3, "Windkraft Nordwest", "Oldenburg", "Niedersachsen", "Windenergie", 85, 60, 4, "1998"),
    (4, "Holzcluster Thüringer Wald", "Suhl", "Thueringen", "Holz", "viele", "", 2, "2011"),
    (None, "Summe", None, None, None, "1.045"),
)
#: the cell that is no number, and the cluster that only this file knows
WRONG, NEW = "F9", "Windkraft Nordwest"


def make() -> bytes:
    """Return the workbook: title rows, two-row headings, hedges, formats, a formula, a picture."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["Landesprogramm Cluster, interne Übersicht (Stand: 30.06.2026)"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(
        [
            *("lfd. Nr.", "Netzwerk", "Sitz", "Bundesland", "Branche"),
            *("Mitglieder", "", "Personal", "gegr."),
        ]
    )
    sheet.append(["", "", "", "", "", "gesamt", "davon KMU"])
    sheet.merge_cells("F3:G3")
    for row in ROWS:
        sheet.append(list(row))
    sheet["F5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["K1"] = "=1+1"
    logo = io.BytesIO()
    Picture.new("RGB", (8, 8), "navy").save(logo, "PNG")
    sheet.add_image(Image(logo), "L3")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
