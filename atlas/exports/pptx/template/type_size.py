"""How large text may be: a template's own size, unless what a chart says would not fit.

Sizes are in hundredths of a point, as PowerPoint writes them.
"""

import math
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from atlas.exports.pptx.template.boxes import Spot

#: the largest text of each level under a title: sources and notes are long
TEXT = (1800, 1600, 1400, 1400, 1400)
SMALLEST = 1600
#: a heading of so many letters must fit; a letter is so wide, a line so high (in its size)
LETTERS, WIDE, HIGH = 90, 0.55, 1.2
POINT = 12700


def heading(spot: Spot) -> int:
    """Return the largest size in which a long title fits into `spot`."""
    room = (spot.width / POINT) * (spot.height / POINT)
    # lines are never quite full, and never a fraction
    size = 0.9 * math.sqrt(room / (LETTERS * WIDE * HIGH))
    return max(SMALLEST, round(size) * 100)


def limit(shape: Any, largest: Sequence[int]) -> None:
    """Make the placeholder's text smaller where the template has it larger, level by level."""
    own = [_own(shape, level) for level in range(1, len(largest) + 1)]
    if any(size > limit for size, limit in zip(own, largest, strict=True)):
        style(shape, [min(pair) for pair in zip(own, largest, strict=True)])


def style(shape: Any, sizes: Sequence[int], font: str | None = None, quiet: bool = False) -> None:
    """Give the shape's levels of text their sizes (and a theme font), whatever text comes."""
    tone = '<a:lumMod val="65000"/><a:lumOff val="35000"/>' if quiet else ""
    fill = f'<a:solidFill><a:schemeClr val="tx1">{tone}</a:schemeClr></a:solidFill>'
    look = f'{fill}<a:latin typeface="{font}"/>' if font else ""
    levels = "".join(
        f'<a:lvl{level}pPr><a:defRPr sz="{size}">{look}</a:defRPr></a:lvl{level}pPr>'
        for level, size in enumerate(sizes, start=1)
    )
    text = shape.text_frame._txBody
    old = text.find(qn("a:lstStyle"))
    if old is not None:
        text.remove(old)
    text.insert(1, parse_xml(f"<a:lstStyle {nsdecls('a')}>{levels}</a:lstStyle>"))


def _own(shape: Any, level: int) -> int:
    """Return the size that layout and master give a placeholder's text."""
    layout = shape.part.slide_layout
    master = layout.slide_master
    title = shape.placeholder_format.idx == 0
    entry = f"a:lvl{level}pPr/a:defRPr/@sz"
    kind = "title" if title else "body"
    for owner, path in (
        (layout._element, f".//p:sp[p:nvSpPr/p:nvPr/p:ph[{_same(shape)}]]//a:lstStyle/{entry}"),
        (master._element, f".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='{kind}']]//a:lstStyle/{entry}"),
        (master._element, f"./p:txStyles/p:{kind}Style/{entry}"),
    ):
        found = owner.xpath(path)
        if found:
            return int(found[0])
    return 4400 if title else 1800


def _same(shape: Any) -> str:
    """Return the test of which layout placeholder the slide's one stands for."""
    idx = shape.placeholder_format.idx
    return f"@idx='{idx}'" if idx else "@type='title' or @type='ctrTitle'"
