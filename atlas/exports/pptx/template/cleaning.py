"""Take out of a template what was only a sample, or would reach outside the file."""

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml.ns import qn
from pptx.parts.slide import SlidePart
from pptx.presentation import Presentation

from atlas.exports.pptx.template.safety import BadTemplate
from atlas.i18n import _

LINK = qn("r:link")
EMBED = qn("r:embed")
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
#: ends of the relationship types of what belongs to the samples, their reviewers or the view:
#: the view may list sample slides, the thumbnail shows one, the properties name their titles
DROPPED = (
    "/viewProps",
    "/printerSettings",
    "/commentAuthors",
    "/authors",
    "/thumbnail",
    "/extended-properties",
    "/ui/extensibility",
    "/changesInfo",
    "/revisionInfo",
)
CLICKS = (qn("a:hlinkClick"), qn("a:hlinkHover"), qn("a:hlinkMouseOver"))
#: a click that starts a program or a macro
ACTIONS = ("ppaction://program", "ppaction://macro", "ppaction://ole")


def clean(presentation: Presentation) -> None:
    """Remove sample slides and all that belongs to them; keep masters, layouts and theme.

    A link to a file outside goes when a copy is inside; raises BadTemplate when none is.
    """
    _drop_slides(presentation)
    package: Any = presentation.part.package
    owners = [package, *package.iter_parts()]
    for owner in owners:
        for key, relation in list(owner._rels.items()):
            outside = relation.is_external and relation.reltype != RT.HYPERLINK
            to_sample = not relation.is_external and isinstance(relation.target_part, SlidePart)
            if relation.reltype.endswith(DROPPED):
                owner._rels.pop(key)
            elif outside or to_sample:
                _forget(owner, key)
        if isinstance(owner, XmlPart):
            _disarm(owner)


def drop_slides(presentation: Presentation) -> None:
    """Remove every slide, with its part."""
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        if entry.rId in presentation.part._rels:
            presentation.part._rels.pop(entry.rId)
        listed.remove(entry)


def _drop_slides(presentation: Presentation) -> None:
    drop_slides(presentation)
    root = presentation.element
    for tag in ("p:custShowLst", "p:modifyVerifier"):
        for element in root.findall(qn(tag)):
            root.remove(element)
    for extra in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if extra.get("uri", "").upper() == SECTIONS:
            extra.getparent().remove(extra)
    for extras in root.findall(qn("p:extLst")):
        if not len(extras):
            root.remove(extras)
    for relation in presentation.part._rels.values():
        if relation.reltype == RT.PRES_PROPS and not relation.is_external:
            _whole_show(relation.target_part)


def _whole_show(part: Part) -> None:
    """Let the slide show run over all slides, not over samples that are gone."""
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    for show in root.findall(qn("p:showPr")):
        root.remove(show)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget(owner: Any, key: str) -> None:
    """Remove a relationship and what in the part's XML names it."""
    if isinstance(owner, XmlPart):
        for element in list(owner._element.iter()):
            names = [name for name, value in element.attrib.items() if value == key]
            if any(name.startswith(RELATIONS) for name in names):
                _unlink(element)
    elif owner._rels[key].is_external:
        raise _reaches_out()
    owner._rels.pop(key)


def _unlink(element: Any) -> None:
    if element.tag == qn("a:blip") and element.get(EMBED):
        del element.attrib[LINK]
    elif element.tag in CLICKS:
        element.getparent().remove(element)
    else:
        raise _reaches_out()


def _reaches_out() -> BadTemplate:
    return BadTemplate(
        _("The template's layouts link to another file. Embed pictures instead and save it again.")
    )


def _disarm(part: XmlPart) -> None:
    """Remove clicks that would start something, and where they lead."""
    for tag in CLICKS:
        for link in list(part._element.iter(tag)):
            if link.get("action", "").startswith(ACTIONS):
                key = link.get(qn("r:id"), "")
                link.getparent().remove(link)
                if key in part._rels and not part._element.xpath(f"//@r:*[.='{key}']"):
                    part._rels.pop(key)
