"""What the page does by itself in the browser: one step back a change, a key for the search."""

from pathlib import Path

import streamlit as st

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
#: leads to the search field
SEARCH_KEY = "Ctrl+K / ⌘K"


def ready() -> None:
    """Put the script on the page. Must run on every page, before the address changes."""
    with st.container(key="browser"):
        st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
