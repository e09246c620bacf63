"""Templates as strangers have them, each with one trait that once made slides unreadable."""

import io
from collections.abc import Callable
from typing import Any

import pptx
from lxml import etree
from PIL import Image, ImageDraw
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Inches

from tests.atlas.exports.pptx.template import made

WHITE_ACCENTS = ("accent3", "accent5")


def plain(width: float = 13.333, height: float = 7.5) -> Presentation:
    """Return the usual template in another size."""
    presentation = pptx.Presentation()
    if width != 10.0:
        made.widen(presentation, width)
    if height != 7.5:
        factor = height / 7.5
        presentation.slide_height = Inches(height)
        for owner in (presentation.slide_masters[0], *presentation.slide_layouts):
            for place in owner._element.iter(qn("a:off"), qn("a:ext")):
                for side in ("y", "cy"):
                    if place.get(side):
                        place.set(side, str(round(int(place.get(side)) * factor)))
    return presentation


def background(owner: Any, fill: str) -> None:
    """Give a master or layout a background: the XML of a fill."""
    for old in owner._element.findall(f"{qn('p:cSld')}/{qn('p:bg')}"):
        old.getparent().remove(old)
    owner._element.find(qn("p:cSld")).insert(
        0,
        parse_xml(f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"),
    )


def solid(colour: str) -> str:
    """Return a plain fill: of the theme, or RRGGBB."""
    kind = "srgbClr" if len(colour) == 6 and colour.upper() == colour else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{colour}"/></a:solidFill>'


def rectangle(
    owner: Any, box: tuple[float, float, float, float], fill: str, form: str = "rect"
) -> None:
    """Draw a shape in inches behind the placeholders of a master or layout."""
    left, top, width, height = (Inches(side) for side in box)
    tree = owner.shapes._spTree
    number = max(int(one) for one in tree.xpath("//p:cNvPr/@id")) + 1
    look = f"{fill}<a:ln><a:noFill/></a:ln>"
    if form == "line":
        look = f'<a:ln w="19050">{fill}</a:ln>'
    drawn = [one for one in tree if one.find(f".//{qn('p:ph')}") is None][2:]
    tree.insert(
        2 + len(drawn),
        parse_xml(
            f'<p:sp {nsdecls("p", "a", "r")}><p:nvSpPr><p:cNvPr id="{number}" name="Art {number}"/>'
            f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="{form}"><a:avLst/>'
            f"</a:prstGeom>{look}</p:spPr></p:sp>"
        ),
    )


def picture(owner: Any, box: tuple[float, float, float, float], image: Image.Image) -> None:
    """Put a picture behind the placeholders of a master or layout."""
    file = io.BytesIO()
    image.save(file, "PNG")
    _part, key = owner.part.get_or_add_image_part(io.BytesIO(file.getvalue()))
    rectangle(owner, box, f'<a:blipFill><a:blip r:embed="{key}"/><a:stretch/></a:blipFill>')


def theme(presentation: Presentation, **colours: str) -> None:
    """Give the theme other colours: RRGGBB by their names."""
    part = presentation.slide_masters[0].part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    for name, colour in colours.items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr"), val=colour)
    part.blob = etree.tostring(root)


def mapped(presentation: Presentation, **names: str) -> None:
    """Give the master another mapping of its colours."""
    for name, value in names.items():
        presentation.slide_masters[0]._element.find(qn("p:clrMap")).set(name, value)


def dark_background() -> Presentation:
    """Return dark slides whose text colour is as dark: only the background is changed."""
    presentation = plain()
    background(presentation.slide_masters[0], solid("101830"))
    return presentation


def dark_by_reference() -> Presentation:
    """Return slides whose background is a fill of the theme, in its dark colour."""
    presentation = plain()
    master = presentation.slide_masters[0]._element
    for old in master.findall(f"{qn('p:cSld')}/{qn('p:bg')}"):
        old.getparent().remove(old)
    master.find(qn("p:cSld")).insert(
        0,
        parse_xml(
            f'<p:bg {nsdecls("p", "a")}><p:bgRef idx="1001"><a:schemeClr val="tx2"/></p:bgRef>'
            "</p:bg>"
        ),
    )
    theme(presentation, dk2="1B2A49")
    return presentation


def dark_rectangle() -> Presentation:
    """Return white slides over which the layouts draw a dark rectangle."""
    presentation = plain()
    for layout in presentation.slide_layouts:
        rectangle(layout, (0, 0, 13.333, 7.5), solid("401040"))
    return presentation


def light_panel() -> Presentation:
    """Return dark slides with a white panel that leaves out a column and the head."""
    presentation = plain()
    master = presentation.slide_masters[0]
    background(master, solid("003A5D"))
    rectangle(master, (1.2, 1.5, 12.133, 6.0), solid("FFFFFF"))
    return presentation


def dark_override() -> Presentation:
    """Return layouts that swap the colours of text and background."""
    presentation = plain()
    own = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink"}
    own |= {f"accent{n}": f"accent{n}" for n in range(1, 7)} | {"folHlink": "folHlink"}
    pairs = " ".join(f'{name}="{value}"' for name, value in own.items())
    for layout in presentation.slide_layouts:
        element = layout._element
        new = parse_xml(
            f"<p:clrMapOvr {nsdecls('p', 'a')}><a:overrideClrMapping {pairs}/></p:clrMapOvr>"
        )
        element.replace(element.find(qn("p:clrMapOvr")), new)
    return presentation


def gradient() -> Presentation:
    """Return slides whose background runs from black to white: no ink reads on all of it."""
    presentation = plain()
    stops = "".join(
        f'<a:gs pos="{at}"><a:srgbClr val="{colour}"/></a:gs>'
        for at, colour in ((0, "000000"), (100_000, "FFFFFF"))
    )
    fill = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
    background(presentation.slide_masters[0], fill)
    return presentation


def white_accents() -> Presentation:
    """Return a theme in which accents are white, or all but white."""
    presentation = plain()
    theme(presentation, accent1="FFFFFF", accent2="FFF200", accent3="FFFFFF", accent4="F2F2F2")
    return presentation


def photograph() -> Presentation:
    """Return slides that are covered by a picture of many colours."""
    presentation = plain()
    image = Image.new("RGB", (160, 90))
    for x in range(160):
        for y in range(90):
            image.putpixel((x, y), ((x * 37) % 256, (y * 53) % 256, (x * y) % 256))
    for owner in presentation.slide_layouts:
        picture(owner, (0, 0, 13.333, 7.5), image)
    return presentation


def pictured_band() -> Presentation:
    """Return slides covered by one white picture with a dark band at its bottom."""
    presentation = plain()
    image = Image.new("RGB", (1333, 750), "white")
    ImageDraw.Draw(image).rectangle((0, 600, 1333, 750), fill=(0, 60, 110))
    picture(presentation.slide_masters[0], (0, 0, 13.333, 7.5), image)
    return presentation


def thin_line() -> Presentation:
    """Return slides with a line of height 0 where a footnote would stand."""
    presentation = plain()
    rectangle(presentation.slide_masters[0], (0.5, 6.35, 12.333, 0), solid("808080"), "line")
    return presentation


def corner_logo() -> Presentation:
    """Return slides with a logo in the lower right corner."""
    presentation = plain()
    rectangle(presentation.slide_masters[0], (12.2, 5.4, 1.0, 1.9), solid("C00000"))
    return presentation


def without_numbers() -> Presentation:
    """Return layouts as LibreOffice writes them: no placeholder has a number."""
    presentation = plain()
    for layout in presentation.slide_layouts:
        for holder in layout._element.iter(qn("p:ph")):
            holder.attrib.pop("idx", None)
            if holder.get("type") is None:
                holder.set("type", "body")
    return presentation


def huge_subtitle() -> Presentation:
    """Return a cover whose subtitle is far larger than its room."""
    presentation = plain()
    layout = presentation.slide_layouts[0]
    holder = layout.placeholders[1]
    holder.left, holder.top = Inches(2), Inches(5)
    holder.width, holder.height = Inches(9), Inches(0.4)
    for look in holder._element.iter(qn("a:defRPr")):
        look.set("sz", "4800")
    return presentation


def bare_cover() -> Presentation:
    """Return a template whose only layouts are a cover without placeholders, and a content."""
    presentation = made.only(plain(), 1, 6)
    presentation.slide_layouts[1]._element.set("type", "title")
    return presentation


def narrow_title() -> Presentation:
    """Return layouts whose titles are two inches wide."""
    presentation = made.only(plain(), 0, 1)
    for layout in presentation.slide_layouts:
        title = layout.placeholders[0]
        title.left, title.top = Inches(0.5), Inches(2)
        title.width, title.height = Inches(2), Inches(1.2)
    return presentation


def wide_layouts() -> Presentation:
    """Return layouts made for a slide that is wider than this one."""
    presentation = plain(18.0)
    presentation.slide_width = Inches(13.333)
    return presentation


def two_fonts() -> Presentation:
    """Return text styles of another font than the theme's and the presentation's own."""
    presentation = plain()
    styles = presentation.slide_masters[0]._element.find(qn("p:txStyles"))
    for latin in styles.iter(qn("a:latin")):
        latin.set("typeface", "Courier New")
    return presentation


def second_master() -> Presentation:
    """Return a template whose first master has only a blank layout, its second all others."""
    presentation = plain()
    first = presentation.slide_masters[0]
    part = first.part
    from pptx.opc.packuri import PackURI
    from pptx.parts.slide import SlideMasterPart

    copy = SlideMasterPart.load(
        PackURI("/ppt/slideMasters/slideMaster2.xml"), part.content_type, part.package, part.blob
    )
    copy.relate_to(part.part_related_by(RT.THEME), RT.THEME)
    listed = copy._element.find(qn("p:sldLayoutIdLst"))
    for entry in list(listed):
        listed.remove(entry)
    layout = presentation.slide_layouts[6]
    for other in list(presentation.slide_layouts):
        if other.name != layout.name:
            continue
        for key, relation in list(part._rels.items()):
            if relation.reltype == RT.SLIDE_LAYOUT and relation.target_part is other.part:
                for entry in list(first._element.find(qn("p:sldLayoutIdLst"))):
                    if entry.rId == key:
                        entry.getparent().remove(entry)
                part._rels.pop(key)
        for relation in other.part._rels.values():
            if relation.reltype == RT.SLIDE_MASTER:
                relation._target = copy
        new = copy.relate_to(other.part, RT.SLIDE_LAYOUT)
        listed.append(
            parse_xml(f'<p:sldLayoutId {nsdecls("p", "r")} id="2147483900" r:id="{new}"/>')
        )
    key = presentation.part.relate_to(copy, RT.SLIDE_MASTER)
    masters = presentation.element.find(qn("p:sldMasterIdLst"))
    entry = parse_xml(f'<p:sldMasterId {nsdecls("p", "r")} id="2147483800" r:id="{key}"/>')
    masters.insert(0, entry)
    return presentation


def prompts() -> Presentation:
    """Return layouts whose footers hold a prompt and a date long past."""
    presentation = plain()
    for owner in (presentation.slide_masters[0], *presentation.slide_layouts):
        for holder in owner.placeholders:
            element = holder._element
            kind = element.find(f".//{qn('p:ph')}").get("type")
            if kind == "ftr":
                holder.text_frame.text = "Name Vorname: Titel"
            if kind == "dt":
                holder.text_frame.text = "14.03.2011"
    master = presentation.slide_masters[0]._element
    master.find(qn("p:txStyles")).addprevious(parse_xml(f'<p:hf {nsdecls("p")} hdr="0"/>'))
    return presentation


KINDS: dict[str, Callable[[], Presentation]] = {
    "dark background": dark_background,
    "dark by reference": dark_by_reference,
    "dark rectangle": dark_rectangle,
    "light panel": light_panel,
    "dark override": dark_override,
    "gradient": gradient,
    "white accents": white_accents,
    "photograph": photograph,
    "pictured band": pictured_band,
    "thin line": thin_line,
    "corner logo": corner_logo,
    "without numbers": without_numbers,
    "huge subtitle": huge_subtitle,
    "bare cover": bare_cover,
    "narrow title": narrow_title,
    "wide layouts": wide_layouts,
    "large slides": lambda: plain(16.5, 15.0),
    "small slides": lambda: plain(6.0, 4.5),
    "two fonts": two_fonts,
    "second master": second_master,
    "prompts": prompts,
}
