"""The template that slides are made on: one's own .pptx or .potx, or the house's."""

import functools
import io
from typing import Any

import pptx
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from atlas import i18n
from atlas.exports.pptx.template import footers, house, layouts, notes_master, slide_pages
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.template.layouts import KINDS, Choice, Kind
from atlas.exports.pptx.template.limits import BadTemplate, Clock, broken
from atlas.exports.pptx.template.safety import safe
from atlas.exports.pptx.template.slide_pages import Page
from atlas.i18n import _

__all__ = ["BadTemplate", "Page", "Spot", "Template", "open_template"]

#: the sides that a slide may have, in EMU: what PowerPoint allows at most, and what text needs
SMALLEST, LARGEST = round(4.5 * 914_400), 51_206_400
#: the size of a slide whose template does not state one, as the format has it
USUAL = (9_144_000, 6_858_000)


def open_template(data: bytes | None = None, wide: bool = True) -> "Template":
    """Return the template in `data`, or the house's (16:9; 4:3 when not `wide`), without slides.

    Raises BadTemplate, whose text is for the reader, when the file cannot be used.
    """
    if data is None:
        return Template(pptx.Presentation(io.BytesIO(_house(wide, i18n.current()))))
    clock = Clock()
    inside = safe(data, clock)
    try:
        template = Template(pptx.Presentation(io.BytesIO(inside)), clock)
        template.rehearse()
    except BadTemplate:
        raise
    # python-pptx and lxml meet damage with errors of many kinds; to the reader they are one
    except Exception as error:
        raise broken() from error
    return template


@functools.cache
def _house(wide: bool, language: str) -> bytes:
    """Return the house template as a file; the names of its layouts are in `language`."""
    made = io.BytesIO()
    house.presentation(wide).save(made)
    return safe(made.getvalue())


class Template:
    """A presentation without slides, and a way to add slides on its fitting layouts."""

    def __init__(self, presentation: Presentation, clock: Clock | None = None) -> None:
        """Choose the layouts of `presentation`, and remove its slides.

        Raises BadTemplate when it has no layouts, or slides of no size.
        """
        self.presentation = presentation
        self._shown = footers.on_samples(presentation)
        drop_slides(presentation)
        self._whole = _size(presentation)
        self._choices: dict[Kind, Choice] = layouts.chosen(
            presentation, self._whole, clock or Clock()
        )
        if not self._choices:
            raise BadTemplate(
                _("The template has no slide layouts. Save it in PowerPoint with its slide master.")
            )

    def add(self, kind: Kind) -> Page:
        """Add a slide for a title, a chart or a text, and say where on it things go."""
        return slide_pages.compose(
            self.presentation, self._choices[kind], kind, self._whole, self._shown
        )

    def rehearse(self) -> None:
        """Add a slide of each kind and take it away again: what fails, fails now."""
        for kind in KINDS:
            self.add(kind)
        for part in self.presentation.part.package.iter_parts():
            part.blob  # noqa: B018 (writes the XML)
        drop_slides(self.presentation)

    def save(self) -> bytes:
        """Return the deck as a file."""
        notes_master.register(self.presentation)
        made = io.BytesIO()
        self.presentation.save(made)
        return made.getvalue()


def drop_slides(presentation: Presentation) -> None:
    """Remove every slide, with its part."""
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        if entry.rId in presentation.part._rels:
            presentation.part._rels.pop(entry.rId)
        listed.remove(entry)


def _size(presentation: Presentation) -> Spot:
    """Return the whole of a slide."""
    if presentation.element.find(qn("p:sldSz")) is None:
        presentation.slide_width, presentation.slide_height = USUAL  # type: ignore[assignment]
    sides: tuple[Any, Any] = (presentation.slide_width or 0, presentation.slide_height or 0)
    if not all(SMALLEST <= side <= LARGEST for side in sides):
        text = _(
            "The template's slides are {width} × {height} inches, too small or too large for"
            " charts. Choose another slide size in PowerPoint."
        )
        wide, high = (i18n.number(side / 914_400, 1) for side in sides)
        raise BadTemplate(text.format(width=wide, height=high))
    return Spot(0, 0, int(sides[0]), int(sides[1]))
