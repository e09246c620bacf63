"""The bar at the top of every page while the reader's own data are shown, with the way back."""

import streamlit as st

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.state import own_data
from atlas.text import markdown


def show() -> None:
    """Say that own data are shown, of which file and how many, and offer to remove them."""
    own = own_data.get()
    if own is None:
        return
    words = ngettext(
        "**Your own data are shown:** {count} figure from “{file}”. Nobody else sees them.",
        "**Your own data are shown:** {count} figures from “{file}”. Nobody else sees them.",
        own.figures,
    )
    with st.container(horizontal=True, vertical_alignment="center", key="own-data"):
        st.markdown(
            ":material/lock_person: "
            + words.format(count=i18n.number(own.figures), file=markdown.escape(own.name)),
            width="stretch",
        )
        st.button(
            _("Remove them"),
            key="remove_own_data",
            icon=":material/delete:",
            on_click=own_data.remove,
            help=_("They are gone by themselves when you close or reload the page."),
        )
