"""Excel workbooks (.xlsx, .xlsm), by openpyxl: values with formats, formulas with stored values."""

import datetime
import io
import re
import warnings
import zipfile
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import to_excel

from atlas.intake import limits
from atlas.intake.cells import Cell, Sheet, Workbook

#: cells and rows that hold nothing but a format: a million of them says no more than none
EMPTY_CELL = re.compile(rb"<((?:\w+:)?c)\b[^<>]*/>|<((?:\w+:)?c)\b[^<>/]*></(?:\w+:)?c>")
EMPTY_ROW = re.compile(
    rb"<((?:\w+:)?row)\b(?![^<>]*hidden)[^<>]*/>|"
    rb"<((?:\w+:)?row)\b(?![^<>]*hidden)[^<>/]*>\s*</(?:\w+:)?row>"
)
CELL = re.compile(rb"<(?:\w+:)?c[ >]")
ROW = re.compile(rb"<(?:\w+:)?row[ >]")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
#: parts that are not needed, and may be damaged or huge
SPARED = re.compile(
    r"^xl/(media|drawings|charts|embeddings|pivotTables|pivotCache|printerSettings|externalLinks|"
    r"calcChain|slicers|slicerCaches|queryTables|ctrlProps|activeX|diagrams|customXml|timelines)"
)
#: what openpyxl would stumble over, and nothing of ours depends on
DROPPED = re.compile(
    rb"<((?:\w+:)?(?:conditionalFormatting|dataValidations|extLst|autoFilter|tableParts|drawing|"
    rb"legacyDrawingHF|picture|oleObjects|controls|pageSetup|printOptions|headerFooter|"
    rb"pageMargins|sheetProtection|rowBreaks|colBreaks|phoneticPr|sheetViews|sortState))\b"
    rb"(?:[^<>]*/>|[^<>]*>.*?</\1>)",
    re.DOTALL,
)


def read(content: bytes) -> Workbook:
    """Read all sheets of an Excel workbook. Raises Refused."""
    slim, has_formulas = _slim(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(slim), rich_text=True, keep_links=False)
            stored = (
                openpyxl.load_workbook(io.BytesIO(slim), data_only=True, keep_links=False)
                if has_formulas
                else None
            )
    except limits.Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # a damaged workbook fails in as many ways as there are parts
        raise limits.Refused("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    counter = limits.Counter()
    read_book = Workbook("xlsx")
    for sheet in book.worksheets[: limits.SHEETS]:
        values = stored[sheet.title] if stored is not None else None
        read_book.sheets.append(_read_sheet(sheet, values, book.epoch, counter))
    if book.epoch.year == 1904:
        read_book.notes.append("1904")
    return read_book


def _slim(content: bytes) -> tuple[bytes, bool]:
    """Return the workbook without what holds nothing, and whether there are formulas."""
    packed = limits.unpack(content)
    result = io.BytesIO()
    has_formulas, cells = False, 0
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as slim:
        for name in dict.fromkeys(packed.namelist()):
            if SPARED.match(name):
                continue
            part = limits.read_part(packed, name)
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                part = EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", part))
                part = DROPPED.sub(b"", part)
                cells += len(CELL.findall(part))
                if cells > limits.CELLS:
                    raise limits.Refused("too_many_cells", str(cells))
                if len(ROW.findall(part)) > limits.ROWS:
                    raise limits.Refused("too_many_rows", str(limits.ROWS))
                has_formulas = has_formulas or bool(FORMULA.search(part))
            if name.startswith("xl/worksheets/_rels/"):
                part = re.sub(
                    rb"<Relationship\b[^<>]*(?:drawing|table|printerSettings|pivot|image|chart|"
                    rb"oleObject|package|control|slicer)[^<>]*/>",
                    lambda found: found[0] if b"vmlDrawing" in found[0] else b"",
                    part,
                )
            slim.writestr(name, part)
    return result.getvalue(), has_formulas


def _read_sheet(sheet: Any, stored: Any, epoch: Any, counter: limits.Counter) -> Sheet:
    result = Sheet(sheet.title, hidden=sheet.sheet_state != "visible")
    for merged in sheet.merged_cells.ranges:
        result.merged.append((merged.min_row, merged.min_col, merged.max_row, merged.max_col))
    for row, size in sheet.row_dimensions.items():
        if size.hidden or size.height == 0:
            result.hidden_rows.add(row)
    for size in sheet.column_dimensions.values():
        if (size.hidden or size.width == 0) and size.min and size.max:
            result.hidden_columns.update(range(size.min, min(size.max, limits.COLUMNS) + 1))
    values = stored._cells if stored is not None else {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is None:
            continue
        counter.count(row, column)
        result.put(_read_cell(cell, values.get((row, column)), epoch))
    return result


def _read_cell(cell: Any, stored: Any, epoch: Any) -> Cell:
    """Return one cell: a formula's stored value where it has one."""
    value, formula = cell.value, ""
    if cell.data_type == "f":
        formula = str(getattr(value, "text", value) or "=")
        value = stored.value if stored is not None else None
        if value is None:
            return Cell(cell.row, cell.column, None, kind="formula", formula=formula[:200])
        cell = stored
    found = Cell(cell.row, cell.column, None, formula=formula[:200], format=cell.number_format)
    if isinstance(value, CellRichText):
        found.value, found.marks = _read_runs(value)
    elif isinstance(value, str):
        found.value = value[: limits.LETTERS]
        found.kind = "error" if cell.data_type == "e" else "text"
    elif isinstance(value, bool):
        found.value, found.kind = value, "truth"
    elif isinstance(value, datetime.datetime):
        found.value, found.kind = value.date(), "date"
        found.serial = float(to_excel(value, epoch))
    elif isinstance(value, datetime.date):
        found.value, found.kind = value, "date"
    elif isinstance(value, datetime.time | datetime.timedelta):
        found.value = str(value)
    elif isinstance(value, int | float):
        found.value = value
        found.kind = "percent" if "%" in _bare(cell.number_format) else "number"
    if cell.comment is not None:
        found.comment = str(cell.comment.text or "")[:500]
    if cell.hyperlink is not None:
        found.link = str(cell.hyperlink.target or "")[:500]
    return found


def _bare(number_format: str) -> str:
    """Return a number format without the words in it."""
    return re.sub(r'"[^"]*"|\\.', "", number_format or "")


def _read_runs(runs: CellRichText) -> tuple[str, tuple[str, ...]]:
    """Return a cell's text, and apart from it what is raised above the line."""
    text, marks = "", []
    for run in runs:
        raised = isinstance(run, TextBlock) and run.font and run.font.vertAlign == "superscript"
        said = str(run.text if isinstance(run, TextBlock) else run)
        if raised:
            marks.append(said.strip())
        else:
            text += said
    return text[: limits.LETTERS], tuple(mark for mark in marks if mark)
