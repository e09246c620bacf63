"""Files that are no templates, or worse: each is refused with one sentence, in bounded time."""

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from atlas.exports.pptx.template import safety
from atlas.exports.pptx.template.opening import BadTemplate, Template, open_template
from tests.atlas.exports.pptx.template import made

GOOD = made.saved(pptx.Presentation())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
FORMAT = "application/vnd.ms-powerpoint."
THEME = "ppt/theme/theme1.xml"


def put(name: str, part: bytes) -> bytes:
    return made.changed(GOOD, name, lambda _old: part)


def bomb(members: int = 1, size: int = 40_000_000) -> bytes:
    """Return a small file that unpacks to a lot of zeros."""
    parts = {f"ppt/media/image{n}.bin": b"\0" * size for n in range(members)}
    return made.zipped(made.members(GOOD) | parts)


def lying() -> bytes:
    """Return a bomb in the theme's place whose directory says that it is small."""
    data = bytearray(put(THEME, b"\0" * 40_000_000))
    true = (40_000_000).to_bytes(4, "little")
    assert data.count(true) == 2
    return bytes(data.replace(true, (1000).to_bytes(4, "little")))


def flagged() -> bytes:
    """Return a package whose members say that they are encrypted."""
    data = bytearray(GOOD)
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def many() -> bytes:
    return made.zipped(made.members(GOOD) | {f"x/{n}.bin": b"" for n in range(6000)})


def entity(text: str) -> Callable[[], bytes]:
    def build() -> bytes:
        old = made.members(GOOD)[THEME].decode()
        head, rest = old.split("?>", 1)
        return put(THEME, (head + "?>" + text + rest).encode())

    return build


def utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return put(THEME, text.encode("utf-16"))


def deep() -> bytes:
    return put(THEME, b"<a>" * 100_000 + b"</a>" * 100_000)


def strict() -> bytes:
    return made.changed(
        GOOD,
        "_rels/.rels",
        lambda old: old.replace(
            b"schemas.openxmlformats.org/officeDocument", b"purl.oclc.org/ooxml/x"
        ),
    )


def chain() -> bytes:
    """Return a package whose parts lead to one another, thousands deep."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    rel = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="{kind}" Target="c{n}.xml"/></Relationships>'
    )
    parts = made.members(GOOD)
    for n in range(1500):
        parts[f"ppt/c{n}.xml"] = b"<a/>"
        parts[f"ppt/_rels/c{n}.xml.rels"] = rel.format(kind=kind, n=n + 1).encode()
    first = f'<Relationship Id="rId999" Type="{kind}" Target="c0.xml"/></Relationships>'.encode()
    name = "ppt/_rels/presentation.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", first)
    return made.zipped(parts)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "too large": (lambda: b"PK" + b"\0" * safety.LARGEST, "larger than 50 MB"),
    "jpeg": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 100, "not a PowerPoint file"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not a PowerPoint file"),
    "pdf": (lambda: b"%PDF-1.7\n" + b"\0" * 100, "not a PowerPoint file"),
    "text": (lambda: b"name;members\n", "not a PowerPoint file"),
    "zip": (lambda: made.zipped({"a.txt": b"a"}), "not a PowerPoint file"),
    "docx": (lambda: made.as_type(GOOD, WORD), "not a PowerPoint file"),
    "xlsx": (lambda: made.as_type(GOOD, SHEET), "not a PowerPoint file"),
    "old doc": (lambda: OLE, "not a PowerPoint file"),
    "old ppt": (lambda: OLE + "PowerPoint Document".encode("utf-16-le"), "before 2007"),
    "locked": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "zip password": (flagged, "password"),
    "pptm": (
        lambda: made.as_type(GOOD, FORMAT + "presentation.macroEnabled.main+xml"),
        "contains macros",
    ),
    "potm": (
        lambda: made.as_type(GOOD, FORMAT + "template.macroEnabled.main+xml"),
        "contains macros",
    ),
    "hidden macros": (lambda: put("ppt/vbaProject.bin", b"\0"), "contains macros"),
    "strict": (strict, "Strict"),
    "one bomb": (bomb, "far too much"),
    "many bombs": (lambda: bomb(160, 1_000_000), "far too much"),
    "lying bomb": (lying, "damaged"),
    "many members": (many, "far too much"),
    "many nodes": (lambda: put(THEME, b"<a>" + b"<b/>" * 2_900_000 + b"</a>"), "far too much"),
    "deep": (deep, "damaged"),
    "climbs": (lambda: put("../../etc/passwd", b"x"), "damaged"),
    "rooted": (lambda: put("/etc/passwd", b"x"), "damaged"),
    "backslash": (lambda: put("ppt\\..\\..\\x", b"x"), "damaged"),
    "doctype": (entity("<!DOCTYPE a>"), "definitions"),
    "entities": (entity('<!DOCTYPE a [<!ENTITY b "c">]>'), "definitions"),
    "entities in utf-16": (utf16, "definitions"),
    "odd encoding": (lambda: put(THEME, b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "damaged"),
    "no presentation": (
        lambda: made.zipped(
            {k: v for k, v in made.members(GOOD).items() if k != "ppt/presentation.xml"}
        ),
        "damaged",
    ),
    "broken xml": (lambda: put("ppt/slideMasters/slideMaster1.xml", b"<p:sldMaster"), "damaged"),
    "half": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_one_sentence(name: str) -> None:
    build, words = BAD[name]
    data = build()
    began = time.perf_counter()
    with pytest.raises(BadTemplate, match=words) as refused:
        open_template(data)
    assert time.perf_counter() - began < 5
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def linked(embedded: bool) -> bytes:
    """Return a template whose master shows a picture that lies somewhere else."""
    presentation = pptx.Presentation()
    master = presentation.slide_masters[0]
    key = master.part.relate_to("http://example.org/logo.png", RT.IMAGE, is_external=True)
    inner = ""
    if embedded:
        part: Any = master.part
        _part, inside = part.get_or_add_image_part(io.BytesIO(PIXEL))
        inner = f'r:embed="{inside}" '
    master.shapes._spTree.append(
        parse_xml(
            f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="99" name="Logo"/>'
            f'<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip {inner}r:link="{key}"/>'
            '<a:stretch/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="9" cy="9"/></a:xfrm>'
            '<a:prstGeom prst="rect"/></p:spPr></p:pic>'
        )
    )
    return made.saved(presentation)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def saved(template: Template) -> dict[str, bytes]:
    return made.members(made.saved(template.presentation))


def test_link_to_a_picture_outside_goes_when_a_copy_is_inside() -> None:
    everything = b"".join(saved(open_template(linked(embedded=True))).values())
    assert b"example.org" not in everything
    assert b"r:embed" in everything


def test_picture_that_is_only_outside_is_refused() -> None:
    with pytest.raises(BadTemplate, match="link to another file"):
        open_template(linked(embedded=False))


def test_links_to_click_on_stay_and_those_that_start_programs_go() -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    layout = presentation.slide_layouts[1]
    for address, action in (("https://example.org/", ""), ("calc.exe", "ppaction://program")):
        shape = slide.shapes.add_shape(1, 0, 0, 9, 9)
        key = layout.part.relate_to(address, RT.HYPERLINK, is_external=True)
        shape._element.find(f".//{qn('p:cNvPr')}").append(
            parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}" action="{action}"/>')
        )
        layout.shapes._spTree.append(shape._element)
    # a layout that leads to a sample slide must not keep it in the file
    shape = slide.shapes.add_shape(1, 0, 0, 9, 9)
    key = layout.part.relate_to(slide.part, RT.SLIDE)
    shape._element.find(f".//{qn('p:cNvPr')}").append(
        parse_xml(
            f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}" action="ppaction://hlinksldjump"/>'
        )
    )
    layout.shapes._spTree.append(shape._element)
    parts = saved(open_template(made.saved(presentation)))
    assert not [name for name in parts if name.startswith("ppt/slides/")]
    kept = next(part for name, part in parts.items() if b'name="Title and Content"' in part)
    assert kept.count(b"hlinkClick") == 1
    assert b"ppaction" not in kept
    assert b"calc.exe" not in b"".join(parts.values())


def test_nothing_is_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("unpacked to disk")

    monkeypatch.setattr(zipfile.ZipFile, "extract", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", refuse)
    assert open_template(GOOD).add("chart").room.width > 0


QUICK = settings(
    max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def survives(data: bytes) -> None:
    try:
        template = open_template(data)
    except BadTemplate:
        return
    template.add("chart")
    made.saved(template.presentation)


@QUICK
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"PK\x05\x06"]))
def test_random_bytes_never_do_worse_than_be_refused(data: bytes, start: bytes) -> None:
    survives(start + data)


@QUICK
@given(st.integers(0, len(GOOD)))
def test_truncated_files_never_do_worse_than_be_refused(end: int) -> None:
    survives(GOOD[:end])


@QUICK
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6))
def test_damaged_files_never_do_worse_than_be_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    survives(bytes(data))


@pytest.mark.slow
@QUICK
@given(
    st.sampled_from([n for n in made.members(GOOD) if n.endswith((".xml", ".rels"))]),
    st.integers(0, 3000),
    st.integers(1, 200),
)
def test_parts_with_a_piece_cut_out_never_do_worse(name: str, start: int, length: int) -> None:
    survives(made.changed(GOOD, name, lambda old: old[:start] + old[start + length :]))
