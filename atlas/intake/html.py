"""Tables of a web page, also where it is saved as .xls: by lxml, nothing is fetched or run."""

import re
from typing import Any

from lxml import etree
from lxml import html as parser

from atlas.intake import encodings, limits
from atlas.intake.cells import Cell, Sheet, Workbook

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)


def read(content: bytes) -> Workbook:
    """Read the tables of a page, each as a sheet of its own. Raises Refused."""
    text = _decode(content)
    try:
        root = parser.fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise limits.Refused("damaged", str(error)[:200]) from error
    # a table that holds tables only places them
    tables = [table for table in root.iter("table") if not list(table.iterdescendants("table"))]
    counter = limits.Counter()
    tables = tables[: limits.SHEETS]
    sheets = [_read_table(table, counter) for table in tables]
    sheets = [sheet for sheet in sheets if sheet.cells]
    if len(sheets) > 1:
        for number, sheet in enumerate(sheets, start=1):
            sheet.name = f"Table {number}"
    return Workbook("html", sheets)


def _decode(content: bytes) -> str:
    declared = DECLARED.search(content[:4096])
    if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            text = content.decode(declared[1].decode("ascii"))
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
        except (LookupError, UnicodeDecodeError):
            pass
    text, _encoding = encodings.decode(content)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\x00", "")


def _span(element: Any, name: str) -> int:
    stated = (element.get(name) or "1").strip()
    return min(max(1, int(stated)), limits.COLUMNS) if stated.isdigit() and len(stated) < 6 else 1


def _read_table(table: Any, counter: limits.Counter) -> Sheet:
    sheet = Sheet("")
    taken: set[tuple[int, int]] = set()
    number = 0
    for caption in table.iter("caption"):
        number += 1
        sheet.put(Cell(number, 1, _read_text(caption)[0]))
    for row in table.iter("tr"):
        number += 1
        if HIDDEN.search(row.get("style") or "") or row.get("hidden") is not None:
            sheet.hidden_rows.add(number)
        column = 1
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            text, marks, link = _read_text(element)
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            counter.count(number, column)
            if not text.strip() and marks:
                # a mark in a cell of its own, before what it means
                text, marks = " ".join(marks), ()
            sheet.put(Cell(number, column, text[: limits.LETTERS], marks=marks, link=link))
            if across * down > 1:
                if across * down > limits.ROWS:
                    raise limits.Refused("too_many_cells", f"{across} × {down}")
                last = (number + down - 1, column + across - 1)
                sheet.merged.append((number, column, *last))
                taken |= {
                    (r, c)
                    for r in range(number + 1, last[0] + 1)
                    for c in range(column, last[1] + 1)
                }
            column += across
    return sheet


def _read_text(element: Any) -> tuple[str, tuple[str, ...], str]:
    """Return what a cell says, what is raised above the line in it, and where it leads."""
    parts: list[str] = [element.text or ""]
    marks: list[str] = []
    link = ""
    for child in element.iterdescendants():
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        inside_sup = any(parent.tag == "sup" for parent in child.iterancestors())
        if child.tag == "sup":
            marks.append("".join(child.itertext()).strip())
        elif child.tag in ("script", "style", "template"):
            pass
        elif not inside_sup:
            parts.append(
                ("\n" if child.tag in ("br", "p", "div", "li") else "") + (child.text or "")
            )
        if child.tag == "a" and not link:
            link = (child.get("href") or "")[:500]
        if not inside_sup:
            parts.append(child.tail or "")
    return "".join(parts), tuple(mark for mark in marks if mark), link
