"""The notes master: made along with the first notes, and listed where PowerPoint looks for it."""

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation


def register(presentation: Presentation) -> None:
    """List the presentation's notes master, if it has one and does not list it yet."""
    keys = [key for key, one in presentation.part._rels.items() if one.reltype == RT.NOTES_MASTER]
    root = presentation.element
    if not keys or root.find(qn("p:notesMasterIdLst")) is not None:
        return
    root.find(qn("p:sldMasterIdLst")).addnext(
        parse_xml(
            f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{keys[0]}"/>'
            "</p:notesMasterIdLst>"
        )
    )
