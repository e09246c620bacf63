"""What the page does by itself in the browser.

One step back a change, a key for the search, and figures in the look that the system changes to.
"""

from pathlib import Path

import streamlit as st

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
#: leads to the search field
SEARCH_KEY = "Ctrl+K / ⌘K"

_look = st.components.v2.component("look", js=LOOK)


def prepare() -> None:
    """Put the script on the page. Must run on every page, before the address changes."""
    with st.container(key="browser"):
        st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
        _look(key="look", on_changed_change=_run_again)


def _run_again() -> None:
    """Do nothing but run the page again: it asks for the look itself."""
