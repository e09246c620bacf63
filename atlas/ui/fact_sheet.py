"""The fact sheet of one cluster: two slides, native and editable, to hand on at once."""

import functools
from collections.abc import Mapping

import streamlit as st

from atlas import gallery, i18n
from atlas.exports.formats import FORMATS
from atlas.exports.pptx import slides
from atlas.gallery import presentation
from atlas.i18n import _
from atlas.model.view import View
from atlas.state import basket
from atlas.state.basket import TemplateChoice
from atlas.text import file_names
from atlas.ui import download_menu

#: the charts of the two slides: who and how many, and how it got here
CHARTS = ("fact-sheet-figures", "fact-sheet-story")
#: how many figures the first slide shows: as many as fit it, those asked for first
FIGURES = ("12", "10", "8", "7", "6", "5", "4", "3", "2", "1")


def show_button(view: View, options: Mapping[str, str]) -> None:
    """Show the button that downloads the fact sheet, in the language in use.

    `view`: what the cluster is compared with; `options`: the cluster, its peers and weights.
    """
    made = functools.partial(
        make_deck, view, dict(options), basket.get_template(), i18n.current(), download_menu.home()
    )
    sheet = _("Fact sheet")
    st.download_button(
        _("Fact sheet (2 slides)"),
        data=made,
        file_name=f"{file_names.hyphenate(sheet)}_{view.year}_{options['cluster']}.pptx",
        mime=FORMATS["pptx"].mime,
        key="fact-sheet",
        type="primary",
        icon=":material/slideshow:",
        on_click="ignore",
        help=_("PowerPoint, editable, in the template chosen for the presentation."),
    )


def make_deck(
    view: View, options: Mapping[str, str], template: TemplateChoice, language: str, home: str
) -> bytes:
    """Return the fact sheet as a .pptx of exactly two slides.

    `home`: the address of the dashboard, for the links in the speaker's notes.
    Raises NoChart when there is no such cluster.
    """
    with i18n.speaking(language):
        title = view.known.name("clusters", options["cluster"])
        figures = next(
            slide
            for most in FIGURES
            if (slide := _make_slide(CHARTS[0], view, {**options, "most": most}, home))
            and (most == FIGURES[-1] or slides.fits(slide, template.open()))
        )
        sheets = [figures, _make_slide(CHARTS[1], view, options, home)]
        return slides.deck(
            sheets, template.open(), title=title, cover=False, contents=False, sources=False
        )


def _make_slide(name: str, view: View, options: Mapping[str, str], home: str) -> slides.Slide:
    taken = gallery.CHARTS[name].options
    chosen = {option: options.get(option, default) for option, default in taken.items()}
    drawing = gallery.draw(name, view, **chosen)
    return slides.Slide(drawing.figure, link=presentation.freeze(name, chosen, view).link(home))
