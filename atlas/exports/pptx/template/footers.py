"""Footer, date and slide number: which of them a new slide shows, and putting them there."""

import copy
import re
from collections.abc import Iterable
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout

from atlas.exports.pptx.template.layouts import placeholders

#: words that ask an author to fill them in, or name what should stand there
PROMPT = re.compile(
    r"""[<\[{|‹«]\s*\w|\.{3}|…|_{2,}|\bx{3,}\b
    |\b(klicken|click|bearbeiten|edit|eingeben|enter|hinzufügen|insert|add|ändern|tippen|type)\b
    |\b(fußzeile|fusszeile|footer|platzhalter|placeholder|lorem|beispieltext|muster(mann|frau)?)\b
    |\b(vor-?\s?und\s?nachname|vorname|nachname|name|titel|title|datum|date|ort|thema|referent(in)?
    |autor(in)?|author|speaker|presenter|anlass|abteilung|department|veranstaltung)\b
    \s*([,:;/|•·–-]|$|\s(vorname|nachname|name|titel|datum)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
NAMES = {PH.DATE: "dt", PH.FOOTER: "ftr", PH.SLIDE_NUMBER: "sldNum"}


def on_samples(presentation: Presentation) -> frozenset[PH] | None:
    """Return what the template's own slides show; None when it has no slides."""
    slides = list(presentation.slides)
    if not slides:
        return None
    shown = {holder.placeholder_format.type for slide in slides for holder in placeholders(slide)}
    return frozenset(kind for kind in NAMES if kind in shown)


def furnish(slide: Slide, presentation: Presentation, samples: frozenset[PH] | None) -> list[Any]:
    """Add to `slide` what PowerPoint would show of its layout's footer, date and number.

    Only what says something of this deck: no empty footer, no date that stands still, no prompt.
    Returns the placeholders that were added.
    """
    layout = slide.slide_layout
    wanted = shown(layout, presentation, samples)
    for holder in placeholders(layout):
        if holder.placeholder_format.type in wanted and _says_something(holder):
            slide.shapes._spTree.append(_copy(holder, _next_id(slide)))
    return [holder for holder in placeholders(slide) if holder.placeholder_format.type in NAMES]


def shown(
    layout: SlideLayout, presentation: Presentation, samples: frozenset[PH] | None
) -> frozenset[PH]:
    """Return which of footer, date and number a new slide on `layout` shows.

    The layout's or master's own switch (`p:hf`) decides; without one the template's own slides
    do; and without those numbers are shown, and a footer that says something.
    """
    title = layout._element.get("type") == "title"
    if title and presentation.element.get("showSpecialPlsOnTitleSld") in ("0", "false"):
        return frozenset()
    for owner in (layout, layout.slide_master):
        switch = owner._element.find(qn("p:hf"))
        if switch is not None:
            on = [kind for kind, name in NAMES.items() if switch.get(name) not in ("0", "false")]
            return frozenset(on)
    if samples is not None:
        return samples
    return frozenset(_telling(placeholders(layout)))


def _telling(holders: Iterable[Any]) -> Iterable[PH]:
    for holder in holders:
        kind = holder.placeholder_format.type
        if kind == PH.SLIDE_NUMBER or (kind == PH.FOOTER and holder.text_frame.text.strip()):
            yield kind


def _says_something(holder: Any) -> bool:
    """Say whether a footer holds words that are no prompt, and whether date and number count on."""
    if not holder.has_text_frame:
        return False
    kind, text = holder.placeholder_format.type, holder.text_frame.text.strip()
    fields = [str(one.get("type", "")) for one in holder._element.iter(qn("a:fld"))]
    if kind == PH.SLIDE_NUMBER:
        return any(one == "slidenum" for one in fields)
    if kind == PH.DATE:
        return any(one.startswith("datetime") for one in fields)
    return bool(text) and not fields and not PROMPT.search(text)


def _copy(holder: Any, number: int) -> Any:
    """Return the placeholder as a slide repeats it: place and look stay with the layout."""
    element = copy.deepcopy(holder._element)
    element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").set("id", str(number))
    for child in list(element.spPr):
        element.spPr.remove(child)
    for tag in ("a:bodyPr", "a:lstStyle"):
        look = element.find(f"{qn('p:txBody')}/{qn(tag)}")
        if look is not None:
            look.attrib.clear()
            for child in list(look):
                look.remove(child)
    for extra in element.findall(f".//{qn('a:hlinkClick')}"):
        extra.getparent().remove(extra)
    return element


def _next_id(slide: Slide) -> int:
    return max(int(number) for number in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1
