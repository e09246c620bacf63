"""How large text may be: a template's own size, unless what a chart says would not fit.

Sizes are in hundredths of a point, as PowerPoint writes them.
"""

import copy
import math
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.template.palette import Tone

#: the largest text of each level under a title: sources and notes are long
TEXT = (1800, 1600, 1400, 1400, 1400)
SMALLEST = 1600
#: a heading of so many letters must fit; a letter is so wide, a line so high (in its size)
LETTERS, WIDE, HIGH = 90, 0.55, 1.2
POINT = 12700


def heading(spot: Spot) -> int:
    """Return the largest size in which a long title fits into `spot`."""
    return max(SMALLEST, round(fitting(spot)) * 100)


def fitting(spot: Spot) -> float:
    """Return the size in points at which a long title fills `spot`."""
    room = (spot.width / POINT) * (spot.height / POINT)
    # lines are never quite full, and never a fraction
    return 0.9 * math.sqrt(room / (LETTERS * WIDE * HIGH))


def limit(shape: Any, own: Sequence[int], largest: Sequence[int]) -> None:
    """Make the placeholder's text smaller where the template has it larger, level by level.

    `own`: the sizes that the template gives the levels.
    """
    pairs = list(zip(own, largest, strict=True))
    if any(size > most for size, most in pairs):
        dress(shape, sizes=[min(pair) for pair in pairs])


def dress(
    shape: Any,
    *,
    sizes: Sequence[int] = (),
    font: str = "",
    tone: Tone | None = None,
    levels: int = 5,
) -> None:
    """Give the levels of a shape's text sizes, a font or a colour, whatever text comes."""
    text = shape.text_frame._txBody
    styles = text.find(qn("a:lstStyle"))
    if styles is None:
        styles = parse_xml(f"<a:lstStyle {nsdecls('a')}/>")
        text.insert(1, styles)
    for level in range(1, max(len(sizes), levels if font or tone else 0) + 1):
        look = _look(styles, level)
        if level <= len(sizes):
            look.set("sz", str(sizes[level - 1]))
        if tone is not None:
            _replace(look, "a:solidFill", parse_xml(fill(tone)), first=True)
        if font:
            latin = parse_xml(f"<a:latin {nsdecls('a')} typeface={quoteattr(font)}/>")
            _replace(look, "a:latin", latin, first=False)


def to_runs(shape: Any) -> None:
    """Repeat on every run the colour that `dress` gave the first level.

    Some programs mix it up with the modifiers of the layout's own colour where a list style has it.
    """
    text = shape.text_frame._txBody
    own = text.find(f"{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
    if own is None:
        return
    for run in text.iter(qn("a:r"), qn("a:fld")):
        look = run.find(qn("a:rPr"))
        if look is None:
            look = parse_xml(f"<a:rPr {nsdecls('a')}/>")
            run.insert(0, look)
        _replace(look, "a:solidFill", copy.deepcopy(own), first=True)


def fill(tone: Tone) -> str:
    """Return a plain fill of this tone as XML."""
    kind = "schemeClr" if tone.of_theme else "srgbClr"
    inner = "".join(f'<a:{name} val="{round(value * 100_000)}"/>' for name, value in tone.modifiers)
    if tone.opacity < 1:
        inner += f'<a:alpha val="{round(tone.opacity * 100_000)}"/>'
    return (
        f'<a:solidFill {nsdecls("a")}><a:{kind} val="{tone.name}">{inner}</a:{kind}></a:solidFill>'
    )


def _look(styles: Any, level: int) -> Any:
    """Return the look of a level, made where there is none; levels stand in their order."""
    name = qn(f"a:lvl{level}pPr")
    found = styles.find(name)
    if found is None:
        found = parse_xml(f"<a:lvl{level}pPr {nsdecls('a')}/>")
        before = [one for one in styles if str(one.tag) < name]
        styles.insert(len(before), found)
    look = found.find(qn("a:defRPr"))
    if look is None:
        look = parse_xml(f"<a:defRPr {nsdecls('a')}/>")
        found.append(look)
    return look


def _replace(look: Any, tag: str, new: Any, *, first: bool) -> None:
    for old in look.findall(qn(tag)):
        look.remove(old)
    if first:
        look.insert(0, new)
    else:
        look.append(new)
