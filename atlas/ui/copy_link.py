"""The button that copies the address of what is shown, to send it to somebody."""

from pathlib import Path

import streamlit as st

from atlas.i18n import _

HTML = """<div><button type="button" hidden><svg viewBox="0 0 24 24" aria-hidden="true">
<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.7 1.7"/>
<path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.7-1.7"/>
</svg><span></span></button><input type="text" readonly hidden><span role="status"></span></div>"""
CSS = """
div { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .6rem;
  font-size: .9333rem; color: var(--st-text-color); }
button { font: inherit; color: inherit; display: inline-flex; align-items: center; gap: .4rem;
  min-height: 2.5rem; padding: 0; background: none; border: 1px solid transparent;
  border-radius: var(--st-button-radius); cursor: pointer; }
button:hover { color: var(--st-primary-color); }
button:focus-visible, input:focus-visible { outline: 2px solid var(--st-primary-color); }
svg { width: 1.15em; height: 1.15em; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round; }
input { font: inherit; color: inherit; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
  padding: .3rem .5rem; width: min(28rem, 80vw); }
input[hidden], button[hidden] { display: none; }
"""
JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

_copying = st.components.v2.component("copy_link", html=HTML, css=CSS, js=JS)


def show_button() -> None:
    """Show the button."""
    _copying(
        key="copy-link",
        data={
            "label": _("Copy link"),
            "help": _("Copies the address of this view with all filters."),
            "field": _("Link to this view"),
            "copied": _("The link is copied."),
            "by_hand": _("Copy the selected link with Ctrl+C or ⌘C."),
        },
        width="content",
    )
