"""Every format of file that is read: how it is told from its content, and what reads it.

A new format is one more entry here, and a module that makes a `Workbook` of bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from atlas.intake import delimited, html, limits, ods, xls, xlsx
from atlas.intake.cells import Workbook


@dataclass(frozen=True)
class Format:
    """One format. `fits`: whether bytes are of it, whatever the file is called."""

    name: str
    endings: tuple[str, ...]
    fits: Callable[[bytes], bool]
    read: Callable[[bytes], Workbook]


def _holds(part: bytes) -> Callable[[bytes], bool]:
    """Return a test for a packed file that has a part whose name begins so."""
    return lambda content: content.startswith(b"PK") and part in content


def _is_html(content: bytes) -> bool:
    start = content[:4096].replace(b"\x00", b"").lower()
    return any(tag in start for tag in (b"<html", b"<table", b"<!doctype html", b"<body"))


#: the first that fits reads the file
FORMATS = (
    Format("xlsx", (".xlsx", ".xlsm"), _holds(b"xl/"), xlsx.read),
    Format("ods", (".ods", ".ots"), _holds(b"content.xml"), ods.read),
    Format("xls", (".xls",), lambda content: content.startswith(b"\xd0\xcf\x11\xe0"), xls.read),
    Format("html", (".html", ".htm", ".xls"), _is_html, html.read),
    Format("csv", (".csv", ".tsv", ".txt", ".tab"), lambda content: True, delimited.read),
)
#: how files begin that are no spreadsheet, although text could be made of them
OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK",
    b"\x1f\x8b",
    b"Rar!",
    b"{\\rtf",
    b"7z\xbc",
)


def open_workbook(content: bytes) -> Workbook:
    """Read `content` in the format that it has. Raises Refused."""
    if not content.strip():
        raise limits.Refused("empty_file")
    if len(content) > limits.BYTES:
        raise limits.Refused("too_large", f"{len(content) // limits.MIB} MiB")
    for form in FORMATS:
        if form.fits(content):
            if form.name == "csv" and content.startswith(OTHERS):
                raise limits.Refused("no_spreadsheet")
            return form.read(content)
    raise limits.Refused("no_spreadsheet")
