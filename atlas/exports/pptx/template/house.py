"""The house template: made by code, in the colours of the dashboard's light theme."""

from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from atlas.charts.base import style
from atlas.exports.pptx.template.boxes import Spot, place
from atlas.exports.pptx.template.layouts import placeholders
from atlas.i18n import _
from atlas.text.chart_text import MAKER

#: fonts that Windows and Macs both have
HEADINGS, TEXT = "Georgia", "Arial"
#: the default presentation's layouts that stay, by their type
TITLE, SECTION, CHART, BODY, BARE, BLANK = "title", "secHead", "objTx", "obj", "titleOnly", "blank"
#: margin and a text box's own inset, in inches: text and rules line up at their sum
SIDE, INSET = 0.5, 0.1
QUIET = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'


def presentation(wide: bool = True) -> Presentation:
    """Return the house template, 13.333 × 7.5 inches, or 10 × 7.5 when not `wide`."""
    made = pptx.Presentation()
    width = 13.333 if wide else 10.0
    made.slide_width, made.slide_height = Inches(width), Inches(7.5)
    size = made.element.find(qn("p:sldSz"))
    if wide:
        size.attrib.pop("type", None)
    master = made.slide_masters[0]
    _theme(master)
    _keep(made)
    _master(master, width)
    for layout in made.slide_layouts:
        _DRESS[layout._element.get("type")](layout, width)
    return made


def _theme(master: SlideMaster) -> None:
    """Set the theme's colours and fonts."""
    part = master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    root.set("name", MAKER)
    colours = root.find(f".//{qn('a:clrScheme')}")
    colours.set("name", MAKER)
    for name, colour in _colours().items():
        slot = colours.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr"), val=colour.lstrip("#").upper())
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", MAKER)
    fonts.find(f"{qn('a:majorFont')}/{qn('a:latin')}").set("typeface", HEADINGS)
    fonts.find(f"{qn('a:minorFont')}/{qn('a:latin')}").set("typeface", TEXT)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _colours() -> dict[str, str]:
    tokens = style.tokens()
    named = {
        "dk1": tokens["textColor"],
        "lt1": tokens["backgroundColor"],
        "dk2": tokens["primaryColor"],
        "lt2": tokens["secondaryBackgroundColor"],
        "hlink": tokens["linkColor"],
        "folHlink": tokens["grayColor"],
    }
    return named | {f"accent{place + 1}": style.series(place) for place in range(6)}


def _keep(made: Presentation) -> None:
    for layout in list(made.slide_layouts):
        if layout._element.get("type") not in _DRESS:
            made.slide_layouts.remove(layout)


def _inches(left: float, top: float, width: float, height: float) -> Spot:
    return Spot(Inches(left), Inches(top), Inches(width), Inches(height))


def _master(master: SlideMaster, width: float) -> None:
    inner = width - 2 * SIDE
    spots = {
        "title": _inches(SIDE, 0.4, inner, 0.85),
        "body": _inches(SIDE, 1.5, inner, 4.9),
        "dt": _inches(SIDE, 7.0, 2.0, 0.3),
        "ftr": _inches(SIDE + 2.2, 7.0, inner - 4.4, 0.3),
        "sldNum": _inches(width - SIDE - 2.0, 7.0, 2.0, 0.3),
    }
    for holder in placeholders(master):
        kind = holder.placeholder_format.type
        place(holder, spots[str(_name(kind))])
        for size in holder._element.iter(qn("a:defRPr")):
            size.set("sz", "1000")
        if _name(kind) == "title":
            holder._element.find(f".//{qn('a:bodyPr')}").set("anchor", "b")
    _levels(master, 2400 if width > 12 else 2000)
    _number_only(master)


def _name(kind: Any) -> str:
    return {PH.TITLE: "title", PH.BODY: "body", PH.DATE: "dt", PH.FOOTER: "ftr"}.get(kind, "sldNum")


def _levels(master: SlideMaster, heading: int) -> None:
    """Set sizes and indents of the title and of the text's levels."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.insert(0, parse_xml(f'<a:lnSpc {nsdecls("a")}><a:spcPct val="95000"/></a:lnSpc>'))
    title.find(qn("a:defRPr")).set("sz", str(heading))
    sizes = ["1600", "1400", "1400", "1200", "1200"]
    for level, size in enumerate(sizes, start=1):
        entry = styles.find(f"{qn('p:bodyStyle')}/{qn(f'a:lvl{level}pPr')}")
        entry.find(qn("a:defRPr")).set("sz", size)
        entry.set("marL", str(228600 * level))
        entry.set("indent", "-228600")


def _number_only(master: SlideMaster) -> None:
    """Show the slide number, no date and no footer."""
    styles = master._element.find(qn("p:txStyles"))
    styles.addprevious(parse_xml(f'<p:hf {nsdecls("p")} hdr="0" ftr="0" dt="0"/>'))


def _holders(layout: SlideLayout) -> dict[int, Any]:
    return {holder.placeholder_format.idx: holder for holder in placeholders(layout)}


def _rule(layout: SlideLayout, spot: Spot, colour: str = "accent1") -> None:
    """Draw a thin rule in a colour of the theme, behind everything else."""
    number = max(int(n) for n in layout._element.xpath("//p:cNvPr/@id")) + 1
    tree = layout._element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{spot.left}" y="{spot.top}"/><a:ext cx="{spot.width}" cy="{spot.height}"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            f'<a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )


def _line_style(holder: Any, size: int, quiet: bool = True, anchor: str = "t") -> None:
    """Make a placeholder a line of plain text: no bullet, one size, at the left."""
    text = holder._element.find(qn("p:txBody"))
    fill = f"<a:solidFill>{QUIET}</a:solidFill>" if quiet else ""
    levels = "".join(
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l"><a:buNone/>'
        f'<a:defRPr sz="{size}" b="0" cap="none">{fill}</a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )
    new = parse_xml(f"<a:lstStyle {nsdecls('a')}>{levels}</a:lstStyle>")
    text.replace(text.find(qn("a:lstStyle")), new)
    text.find(qn("a:bodyPr")).set("anchor", anchor)


def _title_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Title")
    holders = _holders(layout)
    inner = min(width - 2.4, 10.4)
    place(holders[0], _inches(1.2, 1.6, inner, 2.0))
    _line_style(holders[0], 4000 if width > 12 else 3200, quiet=False, anchor="b")
    place(holders[1], _inches(1.2, 3.95, inner, 1.3))
    _line_style(holders[1], 1800)
    _rule(layout, _inches(1.2 + INSET, 3.74, 1.4, 0.05), "accent2")
    _rule(layout, _inches(0, 0, 0.3, 7.5))


def _section_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Section")
    holders = _holders(layout)
    place(holders[0], _inches(1.2, 2.2, width - 2.4, 1.4))
    _line_style(holders[0], 3200, quiet=False, anchor="b")
    place(holders[1], _inches(1.2, 3.95, width - 2.4, 1.0))
    _line_style(holders[1], 1600)
    _rule(layout, _inches(1.2 + INSET, 3.74, 1.4, 0.05), "accent2")


def _chart_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Chart")
    layout._element.attrib.pop("type", None)
    layout._element.set("userDrawn", "1")
    inner = width - 2 * SIDE
    holders = _holders(layout)
    place(holders[0], _inches(SIDE, 0.4, inner, 0.85))
    _line_style(holders[0], 2400 if width > 12 else 2000, quiet=False, anchor="b")
    place(holders[2], _inches(SIDE, 1.27, inner, 0.36))
    _line_style(holders[2], 1400)
    place(holders[1], _inches(SIDE, 1.8, inner, 4.6))
    _band(layout, width)


def _band(layout: SlideLayout, width: float) -> None:
    """Draw the band along the top edge."""
    _rule(layout, _inches(0, 0, width, 0.09))


def _text_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Text")
    _band(layout, width)


def _bare_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Title only")
    _band(layout, width)


def _blank_layout(layout: SlideLayout, width: float) -> None:
    layout.name = _("Blank")


_DRESS = {
    TITLE: _title_layout,
    SECTION: _section_layout,
    CHART: _chart_layout,
    BODY: _text_layout,
    BARE: _bare_layout,
    BLANK: _blank_layout,
}
