"""Take out of a part's XML whatever leads to something that is not kept, and what would run.

What may name a relationship is listed here; an element that names one in any other place goes,
with the shape around it.
"""

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from atlas.exports.pptx.template import limits
from atlas.exports.pptx.template.limits import BadTemplate, broken
from atlas.i18n import _

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
BLIP, EMBED, LINK, ID = qn("a:blip"), R + "embed", R + "link", R + "id"
CLICKS = (qn("a:hlinkClick"), qn("a:hlinkHover"), qn("a:hlinkMouseOver"))
#: clicks that only turn pages, or do nothing
TURNS = ("ppaction://hlinkshowjump", "ppaction://noaction")
#: (element, attribute) -> the kind of part that may be named there
NAMES = {
    (BLIP, EMBED): "image",
    (SVG_BLIP, EMBED): "image",
    (qn("p:sldMasterId"), ID): "slideMaster",
    (qn("p:sldLayoutId"), ID): "slideLayout",
    (qn("p:sldId"), ID): "slide",
    (qn("p:notesMasterId"), ID): "notesMaster",
    (qn("p:regular"), ID): "font",
    (qn("p:bold"), ID): "font",
    (qn("p:italic"), ID): "font",
    (qn("p:boldItalic"), ID): "font",
} | {(tag, ID): "hyperlink" for tag in CLICKS}
ROOTS = {
    "presentation": qn("p:presentation"),
    "slideMaster": qn("p:sldMaster"),
    "slideLayout": qn("p:sldLayout"),
    "slide": qn("p:sld"),
    "notesMaster": qn("p:notesMaster"),
    "theme": qn("a:theme"),
    "tableStyles": qn("a:tblStyleLst"),
}
#: what a presentation keeps: the rest belongs to its slides, their reviewers or the view
PRESENTATION = tuple(
    qn(f"p:{name}")
    for name in [
        "sldMasterIdLst",
        "notesMasterIdLst",
        "sldIdLst",
        "sldSz",
        "notesSz",
        "embeddedFontLst",
        "kinsoku",
        "defaultTextStyle",
    ]
)
#: what plays, runs or stands for another program's data, wherever it is
DROPPED = tuple(
    qn(name)
    for name in [
        "p:timing",
        "p:controls",
        "p:control",
        "p:oleObj",
        "p:custDataLst",
        "p:sndAc",
        "p:contentPart",
        "p:handoutMasterIdLst",
        "a:audioCd",
        "a:wavAudioFile",
        "a:audioFile",
        "a:videoFile",
        "a:quickTimeFile",
    ]
)
SHAPES = tuple(qn(name) for name in ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp", "p:grpSp"))
#: what a shape cannot do without
NEEDED = {
    qn("p:sp"): (qn("p:nvSpPr"), qn("p:spPr")),
    qn("p:pic"): (qn("p:nvPicPr"), qn("p:blipFill"), qn("p:spPr")),
    qn("p:graphicFrame"): (qn("p:nvGraphicFramePr"), qn("p:xfrm"), qn("a:graphic")),
    qn("p:cxnSp"): (qn("p:nvCxnSpPr"), qn("p:spPr")),
    qn("p:grpSp"): (qn("p:nvGrpSpPr"), qn("p:grpSpPr")),
}
EXTENSIONS = (qn("a:ext"), qn("p:ext"))
#: elements whose attributes are whole numbers, which are read as such
NUMBERS = {
    qn("a:off"): ("x", "y"),
    qn("a:chOff"): ("x", "y"),
    qn("a:ext"): ("cx", "cy"),
    qn("a:chExt"): ("cx", "cy"),
    qn("p:sldSz"): ("cx", "cy"),
}
FARTHEST = 2**31
#: the same where they need not be stated: sizes and margins of text; the least and the most
MEASURES = dict.fromkeys(
    (qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")), (("sz",), 100, 400_000)
) | {qn("a:bodyPr"): (("lIns", "tIns", "rIns", "bIns"), -FARTHEST, FARTHEST)}


def prepare(root: Any, kind: str, name: str) -> None:
    """Check that a part is what it should be, and drop what is never wanted of it."""
    if root.tag != ROOTS[kind]:
        raise broken(name)
    if kind == "presentation":
        for child in list(root):
            if child.tag not in PRESENTATION:
                root.remove(child)
    _choose_fallbacks(root)
    for element in list(root.iter(*DROPPED)):
        _remove(_whole(element))
    if kind in ("slideMaster", "slideLayout", "slide"):
        _check_shapes(root, name)
        _number_placeholders(root, kind)
    _check_numbers(root, name)


def used(root: Any) -> set[str]:
    """Return the keys of all relationships that the part names where it may."""
    return {
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if (element.tag, key) in NAMES
    }


def clean(root: Any, kind: str, keys: dict[str, str], kinds: dict[str, str], name: str) -> None:
    """Give relationships their new keys, and remove what names any that is not kept.

    `keys`: old key -> new one; `kinds`: old key -> the kind of what it leads to. Raises
    BadTemplate when a picture of the layouts is only outside.
    """
    for element in list(root.iter()):
        named = [key for key in element.attrib if str(key).startswith(R)]
        if not named and element.tag not in CLICKS:
            continue
        linked = element.attrib.pop(LINK, None) is not None and element.tag == BLIP
        bad = False
        for key in named:
            old = element.attrib.get(key)
            wanted = NAMES.get((element.tag, key))
            if old is None:
                continue
            if wanted and kinds.get(old) == wanted:
                element.set(key, keys[old])
            elif element.tag in CLICKS and not old:
                pass
            else:
                bad = True
        if element.tag in CLICKS:
            _disarm(element, bad)
        elif element.tag == BLIP and (bad or not element.get(EMBED)):
            if linked:
                raise _reaches_out()
            _without_picture(element, kind)
        elif bad:
            _remove(_whole(element))


def once(root: Any, names: dict[str, str]) -> None:
    """Remove repeated entries from the lists of masters, layouts and slides."""
    for entries in root.iter(qn("p:sldMasterIdLst"), qn("p:sldLayoutIdLst"), qn("p:sldIdLst")):
        seen: set[str] = set()
        for entry in list(entries):
            target = names.get(entry.get(ID, ""), "")
            if not target or target in seen:
                entries.remove(entry)
            seen.add(target)


def _reaches_out() -> BadTemplate:
    return BadTemplate(
        _("The template's layouts link to another file. Embed pictures instead and save it again.")
    )


def _disarm(link: Any, bad: bool) -> None:
    """Keep a click that opens a page or turns one; remove any other."""
    action = link.get("action", "")
    opens = not bad and link.get(ID) and not action
    turns = not link.get(ID) and action.startswith(TURNS)
    if not opens and not turns:
        _remove(link)
        return
    for child in list(link):
        link.remove(child)


def _without_picture(blip: Any, kind: str) -> None:
    """Remove a picture: its shape, its bullet, or the fill that it is."""
    holder = blip.getparent()
    if holder is not None and holder.tag == qn("a:buBlip"):
        holder.getparent().replace(holder, etree.Element(qn("a:buNone")))
        return
    around = holder.getparent() if holder is not None else None
    if around is None or around.tag == qn("p:pic"):
        _remove(_whole(blip))
        return
    if kind == "theme":
        fill = etree.Element(qn("a:solidFill"))
        etree.SubElement(fill, qn("a:schemeClr"), val="phClr")
        around.replace(holder, fill)
    else:
        around.replace(holder, etree.Element(qn("a:noFill")))


def _whole(element: Any) -> Any:
    """Return what goes with an element: the shape, the extension, or only the element."""
    for around in (element, *element.iterancestors()):
        if around.tag in EXTENSIONS and around.get("uri"):
            return around
        if around.tag in SHAPES[:-1]:
            return around
    return element


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        # an empty list of extensions is not valid
        if not len(parent) and etree.QName(parent).localname == "extLst":
            _remove(parent)


def _choose_fallbacks(root: Any) -> None:
    """Replace alternatives by what every program can draw."""
    for element in list(root.iter(MC + "AlternateContent")):
        parent = element.getparent()
        if parent is None:
            continue
        fallback = element.find(MC + "Fallback")
        place = parent.index(element)
        for child in list(fallback) if fallback is not None else ():
            parent.insert(place, child)
            place += 1
        parent.remove(element)


def count_shapes(root: Any) -> int:
    """Return how many shapes a part holds, in groups or not."""
    return sum(1 for _element in root.iter(*SHAPES))


def _check_shapes(root: Any, name: str) -> None:
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    if tree is None or tree.find(qn("p:nvGrpSpPr")) is None or tree.find(qn("p:grpSpPr")) is None:
        raise broken(name)
    for element in list(tree.iter(*SHAPES)):
        if any(element.find(one) is None for one in NEEDED[element.tag]):
            _remove(element)
    for what, tags, limit in (
        (_("shapes on one layout"), SHAPES, limits.SHAPES),
        (_("placeholders on one layout"), (qn("p:ph"),), limits.PLACEHOLDERS),
    ):
        count = sum(1 for _element in root.iter(*tags))
        if count > limit:
            raise limits.too_many(what, count, limit)


def _number_placeholders(root: Any, kind: str) -> None:
    """Give every placeholder of a layout a number of its own, which some programs leave out.

    A slide finds its placeholder on the layout by number, the layout's on the master by type.
    """
    if kind != "slideLayout":
        return
    taken: set[int] = {0}
    titled = False
    for holder in root.iter(qn("p:ph")):
        if holder.get("type") in ("title", "ctrTitle") and not titled:
            titled = True
            holder.attrib.pop("idx", None)
            continue
        number = _whole_number(holder.get("idx"))
        if number is None or number in taken or not 0 < number < FARTHEST:
            number = next(free for free in _numbers() if free not in taken)
        taken.add(number)
        holder.set("idx", str(number))


def _numbers() -> Iterable[int]:
    return range(10, 10 + 4 * limits.PLACEHOLDERS)


def _whole_number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _check_numbers(root: Any, name: str) -> None:
    """Refuse places and sizes that are no numbers; what need not be stated is left out instead."""
    for element in root.iter(*NUMBERS):
        for key in NUMBERS[element.tag]:
            value = element.get(key)
            number = _whole_number(value)
            if value is not None and (number is None or abs(number) >= FARTHEST):
                raise broken(f"{name} ({etree.QName(element).localname} {key}={value[:40]!r})")
    for element in root.iter(*MEASURES):
        keys, least, most = MEASURES[element.tag]
        for key in keys:
            number = _whole_number(element.get(key))
            if key in element.attrib and (number is None or not least <= number <= most):
                del element.attrib[key]
