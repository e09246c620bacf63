"""What every page carries around its content: style, language, first heading, names for all."""

import html
import json
from pathlib import Path

import streamlit as st

from atlas import i18n
from atlas.charts.base import style
from atlas.i18n import _

HERE = Path(__file__).parent
STYLE = (HERE / "frame.css").read_text(encoding="utf-8")
SCRIPT = "\n".join(
    (HERE / name).read_text(encoding="utf-8") for name in ("frame_keys.js", "frame.js")
)


class End(Exception):
    """Raised by a page that has nothing more to show; the frame around it goes on."""


def put_style() -> None:
    """Put the style on the page. Must run first, so that nothing hidden is ever seen."""
    colours = style.tokens(st.context.theme.type or "light")
    own = f":root{{--ground:{colours['backgroundColor']};--ink:{colours['textColor']}}}"
    st.html(f"<style>{own}{STYLE}</style>")


def announce(title: str) -> None:
    """Tell browsers and screen readers the language and the title of the page."""
    words = json.dumps(translate_streamlit(), ensure_ascii=False).replace("<", "\\u003c")
    run = f"{SCRIPT}\nwindow.atlasPage.speak({json.dumps(i18n.current())}, {words});"
    with st.container(key="spoken-frame"):
        st.html(f"<script>{run}</script>", unsafe_allow_javascript=True)
    menu = json.dumps(_("Pages and filters"), ensure_ascii=False)
    short = json.dumps(_("Menu"), ensure_ascii=False)
    own = f"<style>:root{{--menu:{menu};--short-menu:{short}}}</style>"
    st.html(f'{own}<h1 class="spoken">{html.escape(title)}</h1>')


def translate_streamlit() -> dict[str, str]:
    """Return the names that Streamlit and Plotly give in English, in the language in use.

    `{}` stands for what follows from the page, such as the name of a field.
    """
    return {
        "Skip to main content": _("Skip to main content"),
        "Sidebar": _("Filters"),
        "App pages": _("Pages"),
        "{} more": _("{} more"),
        "Help for {}": _("Help for {}"),
        "Open": _("Open the list"),
        "Select all": _("Select all"),
        "Select {} matches": _("Select all {} found"),
        "No results": _("Nothing found"),
        "You can only select up to {} options. Remove an option first.": _(
            "That is all: {} can be chosen. Remove one first."
        ),
        "Upload": _("Choose a file"),
        "Drag and drop a file here": _("Drop the file here"),
        "{} per file": _("up to {}"),
        "Clear all": _("Clear all"),
        "Clear value": _("Clear"),
        "Selected values": _("Selected values"),
        "Remove {}": _("Remove {}"),
        "Navigate to home page": _("To the overview"),
        "Collapse sidebar": _("Close the filters"),
        "Expand sidebar": _("Open the filters"),
        "Zoom in": _("Zoom in"),
        "Zoom out": _("Zoom out"),
        "Reset": _("Reset the map"),
    }
