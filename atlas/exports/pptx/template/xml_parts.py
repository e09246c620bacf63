"""Read the XML of a part that nobody vouches for: one encoding, no definitions, bounded size."""

import re
from typing import Any

from lxml import etree

from atlas.exports.pptx.template import limits
from atlas.exports.pptx.template.limits import BadTemplate, broken
from atlas.i18n import _

MEGABYTE = 1024 * 1024
LARGEST_XML = 12 * MEGABYTE
DECLARATION = re.compile(r"\s*<\?xml\b([^>]*)\?>")
ENCODING = re.compile(r"encoding\s*=\s*[\"']([^\"']*)[\"']")
#: the encodings that Office and its relatives write, as Python calls them
ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "windows-1252": "cp1252",
}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def parsed(name: str, part: bytes) -> Any:
    """Return the root of an XML part; raises BadTemplate for whatever Office never writes."""
    if len(part) > LARGEST_XML:
        raise too_large()
    text = _text(name, part)
    declared = DECLARATION.match(text)
    body = text[declared.end() :] if declared else text
    if "<!" in body.replace("<!--", "").replace("<![CDATA[", ""):
        raise BadTemplate(
            _("The template contains definitions that PowerPoint never writes; it cannot be used.")
        )
    parser = etree.XMLParser(
        # the text was decoded here: whatever else a part claims about itself counts for nothing
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(name) from error
    return root


def nodes(part: bytes) -> int:
    """Return about how many tags and attributes a part has, before it is parsed."""
    return part.count(b"<") + part.count(b"=")


def written(root: Any) -> bytes:
    """Return the part as it is kept."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def too_large() -> BadTemplate:
    """Return the refusal of a template that is out of all proportion."""
    return BadTemplate(
        _("The template unpacks to far too much. Save it again with fewer slides and pictures.")
    )


def strict() -> BadTemplate:
    """Return the refusal of a template in the strict form of the format."""
    return BadTemplate(
        _("The template is saved as Strict Open XML. Save it as an ordinary .pptx or .potx.")
    )


def _text(name: str, part: bytes) -> str:
    """Return the text of a part, decoded by its mark or by the encoding that it declares."""
    encoding = next((known for mark, known in MARKS if part.startswith(mark)), "")
    if not encoding:
        head = DECLARATION.match(part[:400].decode("latin-1"))
        found = ENCODING.search(head.group(1)) if head else None
        encoding = ENCODINGS.get(found.group(1).lower(), "") if found else "utf-8"
        if b"\0" in part[:4]:
            encoding = "utf-16-le" if part[1:2] == b"\0" else "utf-16-be"
    if not encoding:
        raise broken(name)
    try:
        return part.decode(encoding)
    except UnicodeDecodeError as error:
        raise broken(name) from error


def check_depth(root: Any, name: str) -> None:
    """Refuse elements that nest deeper than any that Office writes."""
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.DEPTH:
            raise broken(name)
