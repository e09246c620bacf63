"""What a template may bring along: known parts, each once; no address, program or flood."""

import io
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from atlas.exports.pptx.template import pictures, safety
from atlas.exports.pptx.template.opening import BadTemplate, Template, open_template
from tests.atlas.exports.pptx import judged, open_xml
from tests.atlas.exports.pptx.template import made, odd
from tests.atlas.exports.pptx.template.test_generated import TITLES, deck
from tests.atlas.exports.pptx.template.test_safety import PIXEL

GOOD = made.saved(pptx.Presentation())
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
LOWER = (
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
)
LAYOUT, MASTER = "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"
SECONDS, MEGABYTES = 5.0, 300


def members(template: Template) -> dict[str, bytes]:
    return made.members(made.saved(template.presentation))


def test_other_spelling_of_the_properties_does_not_double_them() -> None:
    data = made.changed(GOOD, "_rels/.rels", lambda old: old.replace(CORE.encode(), LOWER.encode()))
    made_of_it = deck(data)
    assert open_xml.problems(made_of_it) == []
    safety.safe(made_of_it)
    assert pptx.Presentation(io.BytesIO(made_of_it)).core_properties.author == "Cluster Atlas"


@pytest.mark.parametrize("data", [None, GOOD], ids=["house", "own"])
def test_notes_master_is_listed(data: bytes | None) -> None:
    parts = made.members(deck(data))  # type: ignore[arg-type]
    root = etree.fromstring(parts["ppt/presentation.xml"])
    (entry,) = root.find(qn("p:notesMasterIdLst"))
    rels = etree.fromstring(parts["ppt/_rels/presentation.xml.rels"])
    kinds = {one.get("Id"): one.get("Type") for one in rels}
    assert kinds[entry.get(qn("r:id"))] == RT.NOTES_MASTER
    names = [child.tag for child in root]
    assert names.index(qn("p:notesMasterIdLst")) == names.index(qn("p:sldMasterIdLst")) + 1


def test_title_and_body_are_told_apart_without_numbers() -> None:
    template = open_template(made.saved(odd.without_numbers()))
    page = template.add("text")
    assert page.title.placeholder_format.type in (1, 3)
    assert page.body.shape_id != page.title.shape_id
    page.title.text_frame.text, page.body.text_frame.text = "Title", "Body"
    shown = page.slide.shapes.title
    assert shown is not None
    assert shown.text_frame.text == "Title"


# --- what leads outside, or runs ------------------------------------------------------------------


def link(part: Any, address: str, kind: str = RT.HYPERLINK) -> str:
    """Add a relationship that leads outside."""
    return str(part.relate_to(address, kind, is_external=True))


def with_blip(owner_of: Callable[[Any], Any], address: str, *, embedded: bool = True) -> bytes:
    """Return a template a picture of which is linked through what claims to be a hyperlink."""
    presentation = pptx.Presentation()
    owner = owner_of(presentation)
    part: Any = owner.part
    key = link(part, address)
    inner = ""
    if embedded:
        _part, inside = part.get_or_add_image_part(io.BytesIO(PIXEL))
        inner = f' r:embed="{inside}"'
    odd.rectangle(owner, (1, 1, 1, 1), f'<a:blipFill><a:blip{inner} r:link="{key}"/></a:blipFill>')
    return made.saved(presentation)


def in_theme(address: str) -> bytes:
    """Return a template whose theme fills with a picture from outside."""
    parts = made.members(GOOD)
    theme = etree.fromstring(parts[THEME])
    fills = theme.find(f".//{qn('a:bgFillStyleLst')}")
    fills.append(
        parse_xml(
            f'<a:blipFill {nsdecls("a", "r")}><a:blip r:link="rId1"/><a:stretch/></a:blipFill>'
        )
    )
    parts[THEME] = etree.tostring(theme)
    parts["ppt/theme/_rels/theme1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RT.HYPERLINK}" Target="{address}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    return made.zipped(parts)


def with_click(address: str) -> bytes:
    """Return a template a layout of which can be clicked on."""
    presentation = pptx.Presentation()
    layout = presentation.slide_layouts[1]
    odd.rectangle(layout, (1, 1, 1, 1), odd.solid("C00000"))
    key = link(layout.part, address)
    named = layout._element.findall(f".//{qn('p:cNvPr')}")[1]
    named.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}"/>'))
    return made.saved(presentation)


def with_ole(address: str) -> bytes:
    """Return a template with a linked object on its layout."""
    presentation = pptx.Presentation()
    layout = presentation.slide_layouts[1]
    key = link(layout.part, address, RT.OLE_OBJECT)
    layout.shapes._spTree.append(
        parse_xml(
            f"<p:graphicFrame {nsdecls('p', 'a', 'r')}><p:nvGraphicFramePr>"
            '<p:cNvPr id="77" name="O"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxml'
            'formats.org/presentationml/2006/ole"><p:oleObj progId="Word.Document.12" '
            f'r:id="{key}"><p:link updateAutomatic="1"/></p:oleObj></a:graphicData></a:graphic>'
            "</p:graphicFrame>"
        )
    )
    return made.saved(presentation)


OUTSIDE: dict[str, Callable[[], bytes]] = {
    "picture of a layout": lambda: with_blip(lambda p: p.slide_layouts[1], "http://evil.example/a"),
    "picture of the master": lambda: with_blip(lambda p: p.slide_masters[0], "http://evil.example"),
    "picture of the theme": lambda: in_theme("http://evil.example/a.png"),
    "picture on a share": lambda: with_blip(lambda p: p.slide_layouts[1], "\\\\evil.example\\a"),
    "object": lambda: with_ole("file:///evil.example/a.docx"),
    "object on a share": lambda: with_ole("\\\\evil.example\\a.docx"),
    "click on a file": lambda: with_click("file:///evil.example"),
    "click on a share": lambda: with_click("\\\\evil.example\\a"),
    "click on a share as a file": lambda: with_click("file://evil.example/a"),
    "click on a script": lambda: with_click("javascript:alert('evil.example')"),
    "click with spaces": lambda: with_click(" javascript:alert('evil.example')"),
    "click on other data": lambda: with_click("data:text/html,evil.example"),
    "only outside": lambda: with_blip(
        lambda p: p.slide_layouts[1], "http://evil.example/a", embedded=False
    ),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_leads_outside(name: str) -> None:
    try:
        parts = members(open_template(OUTSIDE[name]()))
    except BadTemplate as error:
        if "link to another file" not in str(error):
            raise
        return
    whole = b"".join(parts.values())
    assert b"evil.example" not in whole
    assert b"javascript" not in whole
    assert b"oleObj" not in whole


def test_pages_of_the_web_may_be_clicked_on() -> None:
    whole = b"".join(members(open_template(with_click("https://www.example.org/about"))).values())
    assert b"https://www.example.org/about" in whole


def test_macros_under_another_name_stay_behind() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    parts = made.members(GOOD) | {"ppt/media/image7.bin": b"\xcc\x61 Attribut VB_Name"}
    name = "ppt/_rels/presentation.xml.rels"
    parts[name] = parts[name].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="media/image7.bin"/>'.encode()
        + b"</Relationships>",
    )
    parts[made.TYPES] = parts[made.TYPES].replace(
        b"<Override",
        b'<Default Extension="bin" ContentType="application/octet-stream"/><Override',
        1,
    )
    kept = members(open_template(made.zipped(parts)))
    assert b"VB_Name" not in b"".join(kept.values())


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect width="9" height="9" onload="alert(1)"/>',
        '<image href="http://evil.example/a.png"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<style>@import url(http://evil.example/a.css);</style>",
        '<rect style="fill:url(http://evil.example/a.svg#b)"/>',
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<b xmlns="http://www.w3.org/1999/xhtml" onclick="a()"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_drawings_that_run_or_fetch_stay_behind(inner: str) -> None:
    assert pictures.content_type(SVG.format(inner).encode()) == ""


def test_plain_drawings_are_kept() -> None:
    inner = '<defs><linearGradient id="a"/></defs><rect width="9" height="9" fill="url(#a)"/>'
    assert pictures.content_type(SVG.format(inner).encode()) == pictures.SVG


@pytest.mark.parametrize("spaces", [0, 100, 200, 5000])
@pytest.mark.parametrize("encoding", ["UTF-7", "utf-32", "IBM037", "x"])
def test_odd_encodings_never_get_through(spaces: int, encoding: str) -> None:
    text = f'{" " * spaces}<?xml version="1.0"{" " * spaces} encoding="{encoding}"?>'
    hidden = text.encode() + b"+ADwAIQ-ENTITY a +ACI-b+ACI-+AD4-<a/>"
    with pytest.raises(BadTemplate):
        open_template(made.changed(GOOD, THEME, lambda _old: hidden))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_usual_encodings_are_read(encoding: str) -> None:
    def coded(old: bytes) -> bytes:
        text = old.decode("utf-8").split("?>", 1)[1]
        return text.encode(encoding)

    assert open_template(made.changed(GOOD, THEME, coded)).add("chart").room.width > 0


# --- small files that keep a computer busy --------------------------------------------------------


def many_placeholders() -> bytes:
    """Return a layout of 8,000 placeholders."""
    holder = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="P"/><p:cNvSpPr/><p:nvPr><p:ph type="body" '
        'idx="{n}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
    )
    every = "".join(holder.format(n=n) for n in range(100, 8100)).encode()
    return made.changed(
        GOOD, LAYOUT, lambda old: old.replace(b"</p:spTree>", every + b"</p:spTree>")
    )


def many_layouts(count: int = 2400, *, same: bool = False) -> bytes:
    """Return a master of many layouts, or one that names the same one as often."""
    parts = made.members(GOOD)
    own, rels = parts[LAYOUT], parts["ppt/slideLayouts/_rels/slideLayout2.xml.rels"]
    entries, relations, types = [], [], []
    for n in range(100, 100 + count):
        target = "slideLayout2" if same else f"slideLayout{n}"
        if not same:
            parts[f"ppt/slideLayouts/{target}.xml"] = own
            parts[f"ppt/slideLayouts/_rels/{target}.xml.rels"] = rels
            types.append(
                f'<Override PartName="/ppt/slideLayouts/{target}.xml" ContentType="application/vnd.'
                'openxmlformats-officedocument.presentationml.slideLayout+xml"/>'
            )
        relations.append(
            f'<Relationship Id="rId{n}" Type="{RT.SLIDE_LAYOUT}" '
            f'Target="../slideLayouts/{target}.xml"/>'
        )
        entries.append(f'<p:sldLayoutId id="{2147490000 + n}" r:id="rId{n}"/>')
    for name, end, more in (
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", b"</Relationships>", relations),
        (MASTER, b"</p:sldLayoutIdLst>", entries),
        (made.TYPES, b"</Types>", types),
    ):
        parts[name] = parts[name].replace(end, "".join(more).encode() + end)
    return made.zipped(parts)


def many_relations(count: int = 60_000) -> bytes:
    """Return a layout that leads to as many places."""
    every = "".join(
        f'<Relationship Id="r{n}" Type="{RT.HYPERLINK}" Target="https://a.example/{n}" '
        'TargetMode="External"/>'
        for n in range(count)
    ).encode()
    name = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    return made.changed(
        GOOD, name, lambda old: old.replace(b"</Relationships>", every + b"</Relationships>")
    )


def many_shapes(count: int = 2800) -> bytes:
    """Return layouts with so many shapes on every one of them."""
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="S"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        '<a:xfrm><a:off x="{n}00" y="{n}00"/><a:ext cx="99999" cy="99999"/></a:xfrm><a:prstGeom '
        'prst="ellipse"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="00FF00"/>'
        "</a:solidFill></p:spPr></p:sp>"
    )
    every = "".join(shape.format(n=n) for n in range(100, 100 + count)).encode()
    parts = made.members(GOOD)
    for name in parts:
        if name.startswith("ppt/slideLayouts/slideLayout"):
            parts[name] = parts[name].replace(b"</p:spTree>", every + b"</p:spTree>")
    return made.zipped(parts)


def deep_groups() -> bytes:
    """Return groups in groups in groups."""
    start = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        "<p:grpSpPr/>"
    )
    every = (start * 190 + "</p:grpSp>" * 190).encode()
    return made.changed(
        GOOD, LAYOUT, lambda old: old.replace(b"</p:spTree>", every + b"</p:spTree>")
    )


FLOODS: dict[str, Callable[[], bytes]] = {
    "placeholders": many_placeholders,
    "layouts": many_layouts,
    "one layout often": lambda: many_layouts(2000, same=True),
    "relations": many_relations,
    "shapes": many_shapes,
    "groups": deep_groups,
    "layouts within the limit": lambda: many_layouts(280),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOODS)
def test_small_floods_are_over_soon(name: str) -> None:
    data = FLOODS[name]()
    tracemalloc.start()
    began = time.thread_time()
    try:
        template = open_template(data)
    except BadTemplate as error:
        if "damaged." in str(error):
            raise
    else:
        template.add("chart")
        assert len(template.presentation.slide_layouts) <= 300
    spent, peak = time.thread_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # measuring memory makes everything about three times as slow
    assert spent < 4 * SECONDS
    assert peak < MEGABYTES * 1_000_000


@pytest.mark.slow
def test_as_many_shapes_as_are_read_take_less_than_what_a_template_may() -> None:
    data = many_shapes(1050)
    began = time.thread_time()
    open_template(data).add("chart")
    assert time.thread_time() - began < SECONDS


@pytest.mark.parametrize("margin", ["title", "", "1.5", "9" * 400])
def test_margins_that_are_no_numbers_are_left_out(margin: str) -> None:
    def change(old: bytes) -> bytes:
        root = etree.fromstring(old)
        for body in root.iter(qn("a:bodyPr")):
            body.set("lIns", margin)
        return etree.tostring(root)

    spoilt = made.changed(made.changed(GOOD, LAYOUT, change), MASTER, change)
    assert judged.problems(deck(spoilt), lambda _x, _y: (255, 255, 255), TITLES) == []


# --- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [0, -5, 9, 99_999_999])
def test_slides_of_no_size_are_refused_with_their_size(wide: int) -> None:
    def change(old: bytes) -> bytes:
        root = etree.fromstring(old)
        new = parse_xml(f"<p:sldSz {nsdecls('p')} cx='{wide}' cy='6858000'/>")
        root.replace(root.find(qn("p:sldSz")), new)
        return etree.tostring(root)

    with pytest.raises(BadTemplate, match="inches"):
        open_template(made.changed(GOOD, "ppt/presentation.xml", change))


def test_slides_that_state_no_size_have_the_usual_one() -> None:
    def change(old: bytes) -> bytes:
        root = etree.fromstring(old)
        root.remove(root.find(qn("p:sldSz")))
        return etree.tostring(root)

    data = made.changed(GOOD, "ppt/presentation.xml", change)
    assert open_template(data).presentation.slide_width == 9_144_000
    assert judged.problems(deck(data), lambda _x, _y: (255, 255, 255), TITLES) == []
