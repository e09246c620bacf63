"""OpenDocument sheets (.ods): content.xml, read by lxml, which keeps what is hidden or merged."""

import datetime
import io
from typing import Any

from lxml import etree

from atlas.intake import limits
from atlas.intake.cells import Cell, Sheet, Workbook

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LINK = "{http://www.w3.org/1999/xlink}"
HIDDEN = ("collapse", "filter")


def read(content: bytes) -> Workbook:
    """Read all sheets of an OpenDocument file. Raises Refused."""
    packed = limits.unpack(content)
    try:
        document = limits.read_part(packed, "content.xml")
    except KeyError as error:
        raise limits.Refused("damaged", "content.xml") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(io.BytesIO(document), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise limits.Refused("damaged", str(error)[:200]) from error
    raised, unseen = _read_styles(root)
    result = Workbook("ods")
    counter = limits.Counter()
    for table in list(root.iter(f"{TABLE}table"))[: limits.SHEETS]:
        hidden = table.get(f"{TABLE}style-name") in unseen
        result.sheets.append(_read_sheet(table, raised, hidden, counter))
    return result


def _read_styles(root: Any) -> tuple[set[str], set[str]]:
    """Return the names of the styles that raise text, and of those that hide a sheet."""
    raised, unseen = set(), set()
    for style in root.iter(f"{STYLE}style"):
        for part in style.iter(f"{STYLE}text-properties"):
            position = part.get(f"{STYLE}text-position", "")
            if position.startswith("super") or position.partition("%")[0].isdigit():
                raised.add(style.get(f"{STYLE}name"))
        for part in style.iter(f"{STYLE}table-properties"):
            if part.get(f"{TABLE}display") == "false":
                unseen.add(style.get(f"{STYLE}name"))
    return raised, unseen


def _repeats(element: Any, what: str) -> int:
    stated = element.get(f"{TABLE}number-{what}-repeated", "1")
    return max(1, int(stated)) if stated.isdigit() and len(stated) < 9 else 1


def _read_sheet(table: Any, raised: set[str], hidden: bool, counter: limits.Counter) -> Sheet:
    sheet = Sheet(table.get(f"{TABLE}name", ""), hidden=hidden)
    column = 1
    for part in table.iter(f"{TABLE}table-column"):
        count = _repeats(part, "columns")
        if part.get(f"{TABLE}visibility") in HIDDEN:
            sheet.hidden_columns.update(range(column, min(column + count, limits.COLUMNS + 1)))
        column += count
    row = 1
    for part in table.iter(f"{TABLE}table-row"):
        count = _repeats(part, "rows")
        filled = _read_row(sheet, part, row, raised)
        if len(filled) * count > limits.CELLS:
            raise limits.Refused("too_many_cells", str(len(filled) * count))
        if filled:
            for number in range(row, min(row + count, row + limits.ROWS)):
                for cell in filled:
                    counter.count(number, cell.column)
                    copy = Cell(number, cell.column, cell.value, cell.kind, cell.marks)
                    copy.comment, copy.link, copy.formula = cell.comment, cell.link, cell.formula
                    sheet.put(copy)
                if part.get(f"{TABLE}visibility") in HIDDEN:
                    sheet.hidden_rows.add(number)
        row += count
    return sheet


def _read_row(sheet: Sheet, part: Any, row: int, raised: set[str]) -> list[Cell]:
    """Return the filled cells of a row, and note what is merged."""
    filled: list[Cell] = []
    column = 1
    for element in part:
        if element.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        count = _repeats(element, "columns")
        cell = _read_cell(element, raised)
        if cell is not None:
            if column + count > limits.COLUMNS:
                raise limits.Refused("too_many_columns", str(column + count))
            for number in range(column, column + count):
                copy = Cell(row, number, cell.value, cell.kind, cell.marks)
                copy.comment, copy.link, copy.formula = cell.comment, cell.link, cell.formula
                filled.append(copy)
            down = element.get(f"{TABLE}number-rows-spanned", "1")
            across = element.get(f"{TABLE}number-columns-spanned", "1")
            if down.isdigit() and across.isdigit() and (int(down) > 1 or int(across) > 1):
                last = row + min(int(down), limits.ROWS) - 1
                right = column + min(int(across), limits.COLUMNS) - 1
                sheet.merged.append((row, column, last, right))
        column += count
    return filled


def _read_cell(element: Any, raised: set[str]) -> Cell | None:
    kind = element.get(f"{OFFICE}value-type")
    paragraphs, marks, link = [], [], ""
    comment = ""
    for child in element:
        if child.tag == f"{TEXT}p":
            text, more = _read_text(child, raised)
            paragraphs.append(text)
            marks += more
            for found in child.iter(f"{TEXT}a"):
                link = found.get(f"{LINK}href", "")
        elif child.tag == f"{OFFICE}annotation":
            comment = " ".join("".join(child.itertext()).split())[:500]
    text = "\n".join(paragraphs)
    formula = element.get(f"{TABLE}formula", "")
    cell = Cell(0, 0, text[: limits.LETTERS], "text", tuple(marks), comment, link, formula[:200])
    try:
        if kind in ("float", "currency", "percentage"):
            number = float(element.get(f"{OFFICE}value", ""))
            whole = number.is_integer() and abs(number) < 1e15
            cell.value = int(number) if whole and kind != "percentage" else number
            cell.kind = "percent" if kind == "percentage" else "number"
        elif kind == "date":
            cell.value = datetime.date.fromisoformat(element.get(f"{OFFICE}date-value", "")[:10])
            cell.kind = "date"
        elif kind == "boolean":
            cell.value, cell.kind = element.get(f"{OFFICE}boolean-value") == "true", "truth"
    except (ValueError, OverflowError):
        cell.value = text
    if formula and not text and kind in (None, "string"):
        return Cell(0, 0, None, kind="formula", formula=formula[:200])
    if text.startswith("#") and formula:
        cell.kind = "error"
    return cell if cell.text else None


def _read_text(paragraph: Any, raised: set[str]) -> tuple[str, list[str]]:
    """Return the text of a paragraph, and apart from it what is raised above the line."""
    text, marks = paragraph.text or "", []
    for child in paragraph:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            text += " " * (min(int(count), 50) if count.isdigit() else 1)
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            text += " "
        elif child.tag == f"{TEXT}span" and child.get(f"{TEXT}style-name") in raised:
            marks.append("".join(child.itertext()).strip())
        elif isinstance(child.tag, str):
            inner, more = _read_text(child, raised)
            text, marks = text + inner, marks + more
        text += child.tail or ""
    return text, [mark for mark in marks if mark]
