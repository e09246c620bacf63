"""Links in the text of a slide, in a colour that can be read on its ground."""

from typing import Any
from urllib.parse import urlsplit

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from atlas.exports.pptx.template import scheme
from atlas.exports.pptx.template.palette import Palette, stands_out
from data import addresses

READABLE = 4.5
SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink")
SLOTS = (*SLOTS, "folHlink")
NAMES = ("bg1", "tx1", "bg2", "tx2", *(f"accent{number}" for number in range(1, 7)))
#: says that a link keeps the colour of its text; programs before 2019 go by the mapping of colours
TEXT_COLOUR = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}">'
    '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"'
    ' val="tx"/></a:ext></a:extLst>'
)


def host(address: str) -> str:
    """Return the name of the site that an address of the web leads to; blank for any other."""
    name = urlsplit(address).hostname if addresses.parse(address) else ""
    return (name or "").removeprefix("www.")


def to_page(run: Any, address: str) -> None:
    """Make a run lead to a page of the web."""
    related = run.part.relate_to(address, RT.HYPERLINK, is_external=True)
    _click(run, related)


def to_slide(run: Any, slide: Any) -> None:
    """Make a run lead to another slide of the deck."""
    _click(run, run.part.relate_to(slide.part, RT.SLIDE)).set("action", "ppaction://hlinksldjump")


def make_readable(slide: Any, palette: Palette) -> None:
    """Let the slide's links take a colour of the theme that stands out on the slide's ground."""
    colours = scheme.of_layout(slide.slide_layout)
    ground = [palette.ground]
    own = colours.named("hlink")
    if own is not None and stands_out(own, ground, READABLE):
        return
    ink = colours.mapping.get(palette.ink.name, palette.ink.name)
    slots = [name for name in (ink, *SLOTS) if name in colours.colours]
    slot = next((one for one in slots if stands_out(colours.colours[one], ground, READABLE)), "")
    if not slot:
        return
    mapping = {name: colours.mapping.get(name, name) for name in NAMES}
    mapping |= {"hlink": slot, "folHlink": slot}
    pairs = " ".join(f'{name}="{value}"' for name, value in mapping.items())
    old = slide._element.find(qn("p:clrMapOvr"))
    new = parse_xml(
        f"<p:clrMapOvr {nsdecls('p', 'a')}><a:overrideClrMapping {pairs}/></p:clrMapOvr>"
    )
    if old is None:
        slide._element.find(qn("p:cSld")).addnext(new)
    else:
        slide._element.replace(old, new)


def _click(run: Any, related: str) -> Any:
    leads = run._r.get_or_add_rPr().add_hlinkClick(related)
    leads.append(parse_xml(TEXT_COLOUR))
    return leads
