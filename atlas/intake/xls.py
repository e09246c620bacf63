"""Workbooks of older Excel (.xls, BIFF), by xlrd: with formats, so that hidden rows are known."""

import datetime
import io
import re
from typing import Any

import xlrd

from atlas.intake import limits
from atlas.intake.cells import Cell, Sheet, Workbook


def read(content: bytes) -> Workbook:
    """Read all sheets of an old Excel workbook. Raises Refused."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=False, logfile=io.StringIO()
        )
    except MemoryError:
        raise
    except Exception as error:
        kind = "encrypted" if "encrypt" in str(error).lower() else "damaged"
        # xlrd raises whatever the first damaged record leads to
        raise limits.Refused(kind, f"{type(error).__name__}: {error}"[:200]) from error
    counter = limits.Counter()
    result = Workbook("xls", notes=["1904"] if book.datemode else [])
    for sheet in book.sheets()[: limits.SHEETS]:
        result.sheets.append(_read_sheet(book, sheet, counter))
    return result


def _read_sheet(book: Any, sheet: Any, counter: limits.Counter) -> Sheet:
    result = Sheet(sheet.name, hidden=sheet.visibility != 0)
    result.merged = [
        (first + 1, left + 1, last, right) for first, last, left, right in sheet.merged_cells
    ]
    result.hidden_rows = {row + 1 for row, size in sheet.rowinfo_map.items() if size.hidden}
    result.hidden_columns = {
        column + 1 for column, size in sheet.colinfo_map.items() if size.hidden
    }
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            counter.count(row + 1, column + 1)
            result.put(_read_cell(book, sheet, row, column, cell))
    return result


def _read_cell(book: Any, sheet: Any, row: int, column: int, cell: Any) -> Cell:
    found = Cell(row + 1, column + 1, None)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        found.value, found.marks = _read_runs(book, sheet, row, column, cell.value)
    elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
        found.value, found.kind = bool(cell.value), "truth"
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        found.value, found.kind = xlrd.error_text_from_code.get(cell.value, "#?"), "error"
    elif cell.ctype == xlrd.XL_CELL_DATE:
        found.serial = float(cell.value)
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
            found.value, found.kind = moment.date(), "date"
        except (ValueError, OverflowError):
            found.value, found.kind = cell.value, "number"
    else:
        shape = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        found.format = shape.format_str if shape else ""
        whole = float(cell.value).is_integer() and abs(cell.value) < 1e15
        found.value = int(cell.value) if whole else cell.value
        bare = re.sub(r'"[^"]*"|\\.', "", found.format)
        found.kind = "percent" if "%" in bare else "number"
    note = sheet.cell_note_map.get((row, column))
    if note is not None:
        found.comment = str(note.text)[:500]
    link = sheet.hyperlink_map.get((row, column))
    if link is not None:
        found.link = str(link.url_or_path or "")[:500]
    if isinstance(found.value, datetime.datetime):
        found.value = found.value.date()
    return found


def _read_runs(
    book: Any, sheet: Any, row: int, column: int, text: str
) -> tuple[str, tuple[str, ...]]:
    """Return a cell's text, and apart from it what is raised above the line."""
    runs = sheet.rich_text_runlist_map.get((row, column)) or []
    if not runs:
        return text[: limits.LETTERS], ()
    kept, marks = text[: runs[0][0]], []
    for position, (start, font) in enumerate(runs):
        end = runs[position + 1][0] if position + 1 < len(runs) else len(text)
        raised = font < len(book.font_list) and book.font_list[font].escapement == 1
        if raised:
            marks.append(text[start:end].strip())
        else:
            kept += text[start:end]
    return kept[: limits.LETTERS], tuple(mark for mark in marks if mark)
