"""XML as text, written from the inside out; what is not XML yet has to pass `written` first.

Thousands of elements a deck: gluing strings and parsing once is ten times faster than building
trees. The type keeps the two kinds of text apart.
"""

import re
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from atlas.text import file_text

Xml = NewType("Xml", str)

NOTHING = Xml("")
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: sizes of text in hundredths of a point, widths of lines, sizes of marks
SIZES, MARKS = re.compile(r'\bsz="(\d+)"'), re.compile(r'<c:size val="(\d+)"')
LINES = re.compile(r'<a:ln((?: (?!w=)[^ >]+)*) w="(\d+)"')
#: no text is smaller, in hundredths of a point
LEAST = 900


def tag(name: str, /, *inside: Xml, **attributes: object) -> Xml:
    """Return the element `name` with its children in the order given."""
    start = name + "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
    content = "".join(inside)
    return Xml(f"<{start}>{content}</{name}>" if content else f"<{start}/>")


def root(name: str, *inside: Xml) -> Xml:
    """Return the outermost element, with the namespaces that all the others use."""
    return Xml(f"<{name} {NAMESPACES}>{''.join(inside)}</{name}>")


def written(text: object) -> Xml:
    """Return plain text as it stands in XML."""
    return Xml(escape(file_text.isolated(str(text))))


def joined(parts: list[Xml]) -> Xml:
    """Return elements one after the other."""
    return Xml("".join(parts))


def enlarged(xml: str, factor: float) -> str:
    """Return drawn XML, its text, lines and marks larger by `factor`, no text too small."""
    if factor == 1.0:
        return xml
    xml = SIZES.sub(lambda hit: f'sz="{max(LEAST, round(int(hit[1]) * factor))}"', xml)
    xml = LINES.sub(lambda hit: f'<a:ln{hit[1]} w="{round(int(hit[2]) * factor)}"', xml)
    return MARKS.sub(
        lambda hit: f'<c:size val="{min(72, max(2, round(int(hit[1]) * factor)))}"', xml
    )


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return quoteattr(_clean(value))
    return f'"{int(value)}"' if isinstance(value, bool) else f'"{value}"'


def _clean(value: object) -> str:
    return file_text.clean(str(value))
