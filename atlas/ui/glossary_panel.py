"""The words used here, one click away on every page."""

import streamlit as st

from atlas.gallery.evidence import hedge_rules
from atlas.i18n import _
from atlas.text import glossary, markdown


def show() -> None:
    """Offer the words used here, one click away."""
    with st.popover(_("Words used here"), icon=":material/menu_book:", type="tertiary"):
        st.markdown(
            "\n\n".join(
                f"**{markdown.escape(word)}**  \n{markdown.escape(meaning)}"
                for word, meaning in glossary.terms(hedge_rules()).values()
            )
        )
