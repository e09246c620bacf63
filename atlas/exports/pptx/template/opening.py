"""The template that slides are made on: one's own .pptx or .potx, or the house's."""

import io

import pptx
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from atlas.exports.pptx.template import cleaning, footers, house, layouts, slide_pages
from atlas.exports.pptx.template.boxes import Spot
from atlas.exports.pptx.template.layouts import Choice, Kind
from atlas.exports.pptx.template.safety import BadTemplate, broken, safe
from atlas.exports.pptx.template.slide_pages import Page
from atlas.i18n import _

__all__ = ["BadTemplate", "Page", "Spot", "Template", "open_template"]

KINDS: tuple[Kind, ...] = ("title", "chart", "text")


def open_template(data: bytes | None = None, wide: bool = True) -> "Template":
    """Return the template in `data`, or the house's (16:9; 4:3 when not `wide`), without slides.

    Raises BadTemplate, whose text is for the reader, when the file cannot be used.
    """
    if data is None:
        return Template(house.presentation(wide))
    inside = safe(data)
    try:
        template = Template(pptx.Presentation(io.BytesIO(inside)))
        template.rehearse()
    except BadTemplate:
        raise
    # python-pptx and lxml meet damage with errors of many kinds; to the reader they are one
    except Exception as error:
        raise broken() from error
    return template


class Template:
    """A presentation without slides, and a way to add slides on its fitting layouts."""

    def __init__(self, presentation: Presentation) -> None:
        """Clean `presentation` and choose its layouts; raises BadTemplate if it has none."""
        self.presentation = presentation
        self._shown = footers.on_samples(presentation)
        cleaning.clean(presentation)
        self._whole = Spot(
            0, 0, int(presentation.slide_width or 0), int(presentation.slide_height or 0)
        )
        found = _layouts(presentation)
        if not found:
            raise BadTemplate(
                _("The template has no slide layouts. Save it in PowerPoint with its slide master.")
            )
        slotted = [(layout, layouts.slots(layout, self._whole)) for layout in found]
        self._choices: dict[Kind, Choice] = {
            kind: layouts.choose(slotted, kind, self._whole) for kind in KINDS
        }

    def add(self, kind: Kind) -> Page:
        """Add a slide for a title, a chart or a text, and say where on it things go."""
        page = slide_pages.compose(self.presentation, self._choices[kind], kind, self._whole)
        footers.furnish(page.slide, self.presentation, self._shown)
        return page

    def rehearse(self) -> None:
        """Add a slide of each kind and take it away again: what fails, fails now."""
        for kind in KINDS:
            self.add(kind)
        for part in self.presentation.part.package.iter_parts():
            part.blob  # noqa: B018 (writes the XML)
        cleaning.drop_slides(self.presentation)


def _layouts(presentation: Presentation) -> list[SlideLayout]:
    """Return the first master's layouts; those of further masters only if it has none."""
    for master in presentation.slide_masters:
        if len(master.slide_layouts):
            return list(master.slide_layouts)
    return []
