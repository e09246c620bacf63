"""Files that mean no good: damaged, huge, packed to burst, full of what must never be run."""

import io
import random
import zipfile
from collections.abc import Callable

import xlsxwriter

from tests.atlas.intake import field_texts, field_workbooks
from tests.atlas.intake.field_workbooks import ODF, ods, ods_row

Maker = Callable[[random.Random], bytes]
GOOD = [file.make() for file in (*field_texts.FILES, *field_workbooks.FILES)]
NASTY = (
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "\u202e\u202d120",
    "1e308",
    "-1e308",
    "9" * 400,
    "\x00120\x00",
    "NaN",
    "inf",
    "@SUM(1)",
    "+49 30",
    "((((((((",
    "120" + "*" * 3000,
    "\ufffe\uffff",
    "1.2.3.4.5" * 200,
    "a" * 20_000,
)


def truncated(dice: random.Random) -> bytes:
    content = dice.choice(GOOD)
    return content[: dice.randrange(len(content))]


def flipped(dice: random.Random) -> bytes:
    content = bytearray(dice.choice(GOOD))
    for _time in range(dice.randrange(1, 40)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(content)


def noise(dice: random.Random) -> bytes:
    begins = dice.choice(
        (
            b"",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html>",
            b"\xff\xfe",
            b"%PDF-1.7",
        )
    )
    return begins + dice.randbytes(dice.randrange(1, 20_000))


def nasty_cells(dice: random.Random) -> bytes:
    rows = ["Name;Ort;Bundesland;Mitglieder;Mitarbeiter;Gründung;Website"]
    for _row in range(dice.randrange(1, 60)):
        cells = [dice.choice((*NASTY, "Netz A", "12", "Bayern", "2004")) for _cell in range(7)]
        rows.append(";".join(cells))
    return "\r\n".join(rows).encode("utf-8", errors="surrogatepass")


def shuffled_parts(dice: random.Random) -> bytes:
    """Return a packed file with parts of others, some damaged and some missing."""
    packs = [content for content in GOOD if content.startswith(b"PK")]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as mixed:
        for _part in range(dice.randrange(1, 12)):
            source = zipfile.ZipFile(io.BytesIO(dice.choice(packs)))
            name = dice.choice(source.namelist())
            part = bytearray(source.read(name))
            for _time in range(dice.randrange(0, 5)):
                if part:
                    part[dice.randrange(len(part))] = dice.randrange(256)
            if name not in mixed.namelist():
                mixed.writestr(name, bytes(part))
    return target.getvalue()


def bomb(dice: random.Random) -> bytes:
    """Return few bytes that unpack to hundreds of millions."""
    target = io.BytesIO()
    name = dice.choice(("content.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open(name, "w", force_zip64=True) as part:
            for _block in range(dice.choice((40, 120, 400))):
                part.write(b"<a> </a>" * 131_072)
    return target.getvalue()


def entities(dice: random.Random) -> bytes:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    content = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{nested}]><office:document-content {ODF}>&e11;&f;</office:document-content>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content)
    return target.getvalue()


def broad(dice: random.Random) -> bytes:
    columns = dice.choice((1_200, 10_000))
    return (
        ";".join(f"Mitglieder {n}" for n in range(columns)) + "\n" + ";".join(["1"] * columns)
    ).encode()


def empty_rows(dice: random.Random) -> bytes:
    """Return a workbook whose million rows hold nothing but a format."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    for column, text in enumerate(("Name", "Ort", "Mitglieder")):
        sheet.write(0, column, text)
        sheet.write(1, column, ("Netz", "Ulm", 12)[column])
    book.close()
    source = zipfile.ZipFile(io.BytesIO(target.getvalue()))
    result = io.BytesIO()
    count = dice.choice((200_000, 1_000_000))
    filled = dice.choice(
        (
            b'<row r="9"/>',
            b'<row r="9"><c r="A9" s="0"/></row>',
            b'<row r="9" s="1" customFormat="1"></row>',
        )
    )
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", filled * count + b"</sheetData>")
            packed.writestr(name, part)
    return result.getvalue()


def repeated(dice: random.Random) -> bytes:
    """Return an OpenDocument sheet that says each thing a million times."""
    row = ods_row(
        "Netz",
        "Ulm",
        12,
        more=f'table:number-rows-repeated="{dice.choice((1_000_000, 999_999_999))}"',
    )
    cell = '<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>'
    body = dice.choice((row, cell))
    return ods(
        f'<table:table table:name="T">{ods_row("Name", "Ort", "Mitglieder")}{body}</table:table>'
    )


def long_text(dice: random.Random) -> bytes:
    rows = dice.choice((300_000, 900_000))
    return b"Name;Ort;Mitglieder\n" + b"Netz;Ulm;12\n" * rows + b'"' * dice.randrange(3)


def nested_page(dice: random.Random) -> bytes:
    depth = dice.choice((200, 20_000))
    return (
        b"<html>"
        + b"<table><tr><td>" * depth
        + b"Mitglieder"
        + b"<td colspan=99999 rowspan=99999>x" * 50
    )


def merged_all_over(dice: random.Random) -> bytes:
    cell = '<table:table-cell office:value-type="string" table:number-rows-spanned="1000000" table:number-columns-spanned="900"><text:p>Mitglieder</text:p></table:table-cell>'
    rows = f"<table:table-row>{cell * 300}</table:table-row>" * dice.randrange(1, 60)
    return ods(f'<table:table table:name="T">{rows}</table:table>')


SMALL: tuple[Maker, ...] = (
    truncated,
    flipped,
    noise,
    nasty_cells,
    shuffled_parts,
    entities,
    broad,
    repeated,
    merged_all_over,
)
LARGE: tuple[Maker, ...] = (bomb, empty_rows, long_text, nested_page)
