"""Which pictures of a template are kept: what they are is told by their bytes, not their names."""

import re
from typing import Any

from atlas.exports.pptx.template import xml_parts
from atlas.exports.pptx.template.limits import BadTemplate

SVG = "image/svg+xml"
SVG_NAMES = ("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}")
#: what a drawing is made of; neither scripts nor foreign content, nor anything that is animated
SVG_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "style",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "switch",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComponentTransfer",
        "feComposite",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "feTile",
    ]
)
#: where drawing programs keep notes about their own files
NOTES = ("inkscape", "sodipodi", "rdf-syntax-ns", "creativecommons", "purl.org/dc", "ns.adobe.com")
INLINE = re.compile(r"\s*data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*\Z")
#: in a style: an address that is not an anchor of the drawing itself, or another sheet
REACHES_OUT = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|expression|javascript:|\\", re.IGNORECASE)


def content_type(part: bytes) -> str:
    """Return the content type of a picture that is kept; blank for anything else."""
    for start, known in (
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"BM", "image/bmp"),
        (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
        (b"\x01\0\x09\0", "image/x-wmf"),
    ):
        if part.startswith(start):
            return known
    if part[:4] == b"\x01\0\0\0" and part[40:44] == b" EMF":
        return "image/x-emf"
    return SVG if _harmless_svg(part) else ""


def ending(kind: str) -> str:
    """Return how the name of a picture of this content type ends."""
    known = {SVG: "svg", "image/x-wmf": "wmf", "image/x-emf": "emf", "image/jpeg": "jpg"}
    return known.get(kind, kind.rsplit("/", 1)[-1])


def _harmless_svg(part: bytes) -> bool:
    if b"<svg" not in part[:4096]:
        return False
    try:
        root = xml_parts.parsed("svg", part)
    except BadTemplate:
        return False
    return all(_harmless(element) for element in root.iter())


def _harmless(element: Any) -> bool:
    """Say whether an element of a drawing neither runs nor fetches anything."""
    space, _close, name = str(element.tag).rpartition("}")
    if f"{space}}}" not in SVG_NAMES:
        return any(known in space for known in NOTES)
    if name not in SVG_ELEMENTS or REACHES_OUT.search(element.text or ""):
        return False
    for key, value in element.attrib.items():
        plain = str(key).rpartition("}")[2].lower()
        if plain.startswith("on"):
            return False
        if plain == "href" and not (value.startswith("#") or INLINE.match(value)):
            return False
        if plain != "href" and REACHES_OUT.search(value):
            return False
    return True
