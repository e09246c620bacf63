"""Plotly's little HTML in names and labels, as runs of rich text."""

import html

from atlas.exports.pptx import theme_colours
from atlas.exports.pptx.xml import NOTHING, Xml, tag, written
from atlas.text.plotly_text import ANY_TAG, BOLD, LINE_END, plain


def runs(text: object, size: float, colour: str) -> Xml:
    """Return `text` as runs, its bold parts bold, in `size` points."""
    parts = []
    for place, part in enumerate(BOLD.split(str(text))):
        plain_part = html.unescape(ANY_TAG.sub("", LINE_END.sub(" ", part)))
        if plain_part:
            parts.append(run(plain_part, size, colour, strong=bool(place % 2)))
    return Xml("".join(parts))


def run(text: str, size: float, colour: str, *, strong: bool = False) -> Xml:
    """Return one run of plain text."""
    look = tag("a:rPr", theme_colours.fill(colour), _font(), sz=round(size * 100), b=strong)
    return tag("a:r", look, tag("a:t", written(text)))


def rich(text: object, size: float, colour: str) -> Xml:
    """Return the body of a text inside a chart, as a:bodyPr, a:lstStyle, and a:p for each line."""
    lines = str(text).split("\n")
    aligned = {"algn": "l"} if len(lines) > 1 else {}
    look = tag("a:pPr", tag("a:defRPr", sz=round(size * 100)), **aligned)
    body = tag("a:bodyPr", wrap="none", lIns=19050, rIns=19050, tIns=0, bIns=0)
    paragraphs = [tag("a:p", look, runs(line, size, colour)) for line in lines]
    return Xml(body + tag("a:lstStyle") + "".join(paragraphs))


def look(size: float, colour: str, turn: int | None = None) -> Xml:
    """Return how the text of a part of a chart looks. `turn`: in 60,000ths of a degree."""
    letters = tag("a:defRPr", theme_colours.fill(colour), _font(), sz=round(size * 100), b=0)
    body = tag("a:bodyPr") if turn is None else tag("a:bodyPr", rot=turn, vert="horz")
    end = tag("a:endParaRPr", lang="en-US")
    return tag("c:txPr", body, tag("a:lstStyle"), tag("a:p", tag("a:pPr", letters), end))


def title(text: object, size: float, colour: str, *, strong: bool = False) -> Xml:
    """Return the title of a chart or an axis; nothing for a blank one."""
    if not plain(text):
        return NOTHING
    inner = run(plain(text), size, colour, strong=strong)
    head = tag("a:pPr", tag("a:defRPr", sz=round(size * 100), b=strong))
    body = Xml(tag("a:bodyPr") + tag("a:lstStyle") + tag("a:p", head, inner))
    return tag("c:title", tag("c:tx", tag("c:rich", body)), tag("c:overlay", val=0))


def _font() -> Xml:
    font = theme_colours.font()
    return tag("a:latin", typeface=font) if font else NOTHING
