"""The reader's file comes back with comments, and with everything else as it was."""

import io
import zipfile

import openpyxl

from atlas.intake import comments
from atlas.intake.judgement import judge
from tests.atlas.intake import messy


def parts(content: bytes) -> dict[str, bytes]:
    """Return what is packed in a workbook, part by part."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def told(content: bytes, sheet: str) -> dict[str, str]:
    """Return the comments on the cells of a sheet."""
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows()
    return {cell.coordinate: cell.comment.text for row in rows for cell in row if cell.comment}


def test_a_workbook_keeps_every_other_part_byte_for_byte() -> None:
    before = messy.make()
    after = comments.annotate(before, "xlsx", [(messy.SHEET, messy.WRONG, "No <number> & more")])
    assert told(after, messy.SHEET) == {messy.WRONG: "No <number> & more"}
    old, new = parts(before), parts(after)
    sheet = "xl/worksheets/sheet1.xml"
    touched = {name for name in old if old[name] != new[name]}
    assert touched == {sheet, "xl/worksheets/_rels/sheet1.xml.rels", "[Content_Types].xml"}
    assert any(name.startswith("xl/media/") for name in old)
    # of the sheet itself only the element that refers to the comments is new
    start = new[sheet].index(b"<legacyDrawing ")
    end = new[sheet].index(b"/>", start) + 2
    assert new[sheet][:start] + new[sheet][end:] == old[sheet]
    # and it stands where Excel wants it: behind the picture, before what follows
    assert b"<drawing " in new[sheet][:start]
    assert judge(after, "a.xlsx").facts == judge(before, "a.xlsx").facts


def test_comments_that_are_there_stay() -> None:
    once = comments.annotate(messy.make(), "xlsx", [(messy.SHEET, "F9", "first")])
    twice = comments.annotate(once, "xlsx", [(messy.SHEET, "F9", "second"), ("", "F5", "third")])
    assert told(twice, messy.SHEET) == {"F9": "first\nCluster Atlas: second", "F5": "third"}


def test_another_format_comes_back_as_a_workbook_with_its_cells() -> None:
    content = 'Name;Mitglieder\n"=1+1";"viele"\nNetz;12,5\n'.encode("cp1252")
    made = comments.annotate(content, "csv", [("", "B2", "No number")])
    (sheet,) = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].comment.text == "No number"
    assert sheet["B3"].value in (12.5, "12,5")
