"""The reader's own file with a comment on each cell that is wrong.

An Excel workbook is edited in its parts: comments are added, and every other part stays as it is,
byte for byte, with pictures, formats and formulas. Other formats come back as a workbook with their
cells.
"""

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from lxml import etree

from atlas.intake import formats, limits
from atlas.intake.cells import Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "Cluster Atlas"
#: what stands behind the drawing of the comments in a sheet
BEHIND = {
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
}
CELL = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$")
#: comments on one sheet
MOST = 2_000

#: sheet -> cell -> what is said of it
Notes = Mapping[str, Mapping[str, list[str]]]


def annotate(content: bytes, form: str, said: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the file as a workbook with comments.

    `form`: its format, as in formats.py. `said`: sheet, cell, words; what is said of no cell stands
    on the first one of its sheet. Raises Refused when the file cannot be opened.
    """
    notes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for sheet, cell, words in said:
        notes[sheet][cell if CELL.match(cell) else "A1"].append(words)
    return _edit(content, notes) if form == "xlsx" else _write(content, notes)


def _write(content: bytes, notes: Notes) -> bytes:
    """Return the cells of a file of another format as a new workbook with comments."""
    workbook = formats.open_workbook(content)
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        taken: set[str] = set()
        for sheet in workbook.sheets:
            page = book.add_worksheet(_name_sheet(sheet.name, taken))
            for (row, column), cell in sheet.cells.items():
                value, place = cell.value, (row - 1, column - 1)
                if cell.kind in ("number", "percent") and isinstance(value, int | float):
                    page.write_number(*place, value)
                elif cell.kind == "date" and hasattr(value, "year"):
                    page.write_datetime(*place, value, day)
                else:
                    page.write_string(*place, cell.text)
            _hide(page, sheet)
            for cell_name, words in list(notes.get(sheet.name, {}).items())[:MOST]:
                page.write_comment(cell_name, "\n".join(words), {"author": AUTHOR, "x_scale": 2})
    return made.getvalue()


def _hide(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        page.set_column(column - 1, column - 1, None, None, {"hidden": True})


def _name_sheet(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, and no other sheet has."""
    stem = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:28] or "Table"
    named, number = stem, 2
    while named.casefold() in taken:
        named, number = f"{stem} {number}", number + 1
    taken.add(named.casefold())
    return named


def _edit(content: bytes, notes: Notes) -> bytes:
    """Return an Excel workbook with comments; all parts that need not change stay as they are."""
    with limits.unpack(content) as packed:
        changed: dict[str, bytes] = {}
        names = set(packed.namelist())
        sheets = _find_sheets(packed)
        first = next(iter(sheets.values()), "")
        by_part: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for sheet, cells in notes.items():
            for cell, words in cells.items():
                by_part[sheets.get(sheet, "") if sheet else first][cell] += words
        added: list[str] = []
        for number, (part, cells) in enumerate(by_part.items(), 1):
            if part in names:
                added += _comment_sheet(packed, part, cells, number, changed)
        if added:
            types = limits.read_part(packed, "[Content_Types].xml")
            changed["[Content_Types].xml"] = _declare(types, added)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as rewritten:
            for entry in packed.infolist():
                data = changed.pop(entry.filename, None)
                rewritten.writestr(entry, packed.read(entry) if data is None else data)
            for name, data in changed.items():
                rewritten.writestr(name, data)
    return made.getvalue()


def _find_sheets(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    targets = _read_relations(packed, "xl/workbook.xml")
    root = _parse(limits.read_part(packed, "xl/workbook.xml"))
    sheets = {}
    for sheet in root.iter("{*}sheet"):
        link = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        if link in targets:
            sheets[str(sheet.get("name"))] = targets[link][1]
    return sheets


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _read_relations(packed: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: id -> the last word of its type, the part."""
    name = _relations_of(part)
    if name not in packed.namelist():
        return {}
    found = {}
    for link in _parse(limits.read_part(packed, name)).iter("{*}Relationship"):
        target = str(link.get("Target"))
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        )
        found[str(link.get("Id"))] = (str(link.get("Type")).rsplit("/", 1)[-1], path)
    return found


def _comment_sheet(
    packed: zipfile.ZipFile,
    part: str,
    words: Mapping[str, list[str]],
    number: int,
    changed: dict[str, bytes],
) -> list[str]:
    """Add comments to a sheet; return the new parts that hold comments."""
    written = {cell: "\n".join(lines) for cell, lines in list(words.items())[:MOST]}
    relations = _read_relations(packed, part)
    known = {kind: target for kind, target in relations.values()}
    names = set(packed.namelist())
    if known.get("comments") in names and known.get("vmlDrawing") in names:
        comments, drawing = known["comments"], known["vmlDrawing"]
        changed[comments] = _add_to_comments(limits.read_part(packed, comments), written)
        changed[drawing] = _add_to_drawing(limits.read_part(packed, drawing), written, number)
        return []
    comments = f"xl/comments_atlas{number}.xml"
    drawing = f"xl/drawings/vmlDrawing_atlas{number}.vml"
    empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
    changed[comments] = _add_to_comments(empty.encode(), written)
    changed[drawing] = _add_to_drawing(DRAWING.encode(), written, number)
    changed[_relations_of(part)] = _relate(packed, part, comments, drawing)
    changed[part] = _refer(limits.read_part(packed, part), "rIdAtlasDrawing")
    return [comments]


def _relate(packed: zipfile.ZipFile, part: str, comments: str, drawing: str) -> bytes:
    name = _relations_of(part)
    links = "".join(
        f'<Relationship xmlns="{PACKAGE}" Id="{link}" Type="{RELATIONS}/{kind}" '
        f'Target="/{target}"/>'
        for link, kind, target in (
            ("rIdAtlasComments", "comments", comments),
            ("rIdAtlasDrawing", "vmlDrawing", drawing),
        )
    )
    if name in packed.namelist():
        return _put_at_end(limits.read_part(packed, name), links)
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'.encode()


def _declare(types: bytes, comments: Iterable[str]) -> bytes:
    entries = "".join(
        f'<Override xmlns="{TYPES}" PartName="/{part}" ContentType="{COMMENTS_TYPE}"/>'
        for part in comments
    )
    if not re.search(rb'Extension="vml"', types, re.IGNORECASE):
        entries += f'<Default xmlns="{TYPES}" Extension="vml" ContentType="{DRAWING_TYPE}"/>'
    return _put_at_end(types, entries)


def _put_at_end(xml: bytes, more: str) -> bytes:
    """Return a part with elements before its last tag, or within its only one."""
    root = _parse(xml)
    holder = etree.fromstring(f"<all>{more}</all>")
    root.extend(list(holder))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _refer(xml: bytes, link: str) -> bytes:
    """Return a sheet that refers to the drawing of its comments; nothing else of it changes."""
    place, prefix = _find_place(xml)
    element = f'<{prefix}legacyDrawing xmlns:r="{RELATIONS}" r:id="{link}"/>'
    return xml[:place] + element.encode() + xml[place:]


def _find_place(xml: bytes) -> tuple[int, str]:
    """Return where in a sheet the drawing of its comments belongs, and how its elements begin."""
    parser = expat.ParserCreate()
    depth, place, prefix = 0, -1, ""

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, place, prefix
        before, _sign, bare = name.rpartition(":")
        if depth == 0:
            prefix = f"{before}:" if before else ""
        if depth == 1 and place < 0 and bare in BEHIND:
            place = parser.CurrentByteIndex
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth, place
        depth -= 1
        if depth == 0 and place < 0:
            place = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return place, prefix


def _add_to_comments(xml: bytes, written: Mapping[str, str]) -> bytes:
    root = _parse(xml)
    own = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    authors, listed = root.find(f"{own}authors"), root.find(f"{own}commentList")
    author = etree.SubElement(authors, f"{own}author")
    author.text = AUTHOR
    number = str(len(authors) - 1)
    known = {str(one.get("ref")): one for one in listed}
    for cell, words in written.items():
        if cell in known:
            text = known[cell].find(f"{own}text")
            added = f"\n{AUTHOR}: {words}"
        else:
            comment = etree.SubElement(listed, f"{own}comment", ref=cell, authorId=number)
            text = etree.SubElement(comment, f"{own}text")
            added = words
        run = etree.SubElement(etree.SubElement(text, f"{own}r"), f"{own}t")
        run.text = added
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return result


def _add_to_drawing(vml: bytes, written: Mapping[str, str], number: int) -> bytes:
    """Return a drawing with a box for each comment; one that a cell has already is not doubled."""
    text = vml.decode("utf-8", "replace")
    shapes = "".join(
        _draw_box(cell, 1_000_000 + number * 10_000 + place)
        for place, cell in enumerate(written)
        if not _has_box(text, cell)
    )
    before, sign, after = text.rpartition("</xml>")
    return f"{before}{shapes}{sign}{after}".encode()


def _place_of(cell: str) -> tuple[int, int]:
    """Return row and column of a cell, counted from 0."""
    match = CELL.match(cell)
    assert match
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _has_box(vml: str, cell: str) -> bool:
    row, column = _place_of(cell)
    return bool(
        re.search(rf"<x:Row>\s*{row}\s*</x:Row>\s*<x:Column>\s*{column}\s*</x:Column>", vml)
    )


def _draw_box(cell: str, number: int) -> str:
    row, column = _place_of(cell)
    anchor = f"{column + 1}, 15, {max(0, row - 1)}, 10, {column + 4}, 15, {row + 5}, 4"
    style = "position:absolute;width:220pt;height:80pt;z-index:1;visibility:hidden"
    return (
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" '
        f'type="#_x0000_t202" style={quoteattr(style)} fillcolor="infoBackground [80]" '
        f'o:insetmode="auto">'
        f'<v:fill color2="infoBackground [80]"/><v:textbox style="mso-direction-alt:auto"/>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{escape(anchor)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="977"/></o:shapelayout><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)
