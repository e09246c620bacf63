"""Who may read: the way in where an installation asks for a login, and the way out again."""

import logging

import streamlit as st

from atlas.i18n import _
from atlas.state import access
from atlas.state.access import Action
from atlas.text import markdown


def is_open() -> bool:
    """Return whether this person may read; if not, say why and offer the login.

    What is refused here is never asked of the database, so that no page, chart or file holds it.
    """
    try:
        access.require(Action.READ)
    except access.BadSettings:
        logging.exception("Nobody may read until the settings of access are mended.")
        st.error(_("Access to this installation is not set up rightly. Its log says where."))
        return False
    except access.Denied as refusal:
        st.info(markdown.escape(str(refusal)), icon=":material/lock:")
        st.button(_("Log in"), key="log_in", type="primary", on_click=st.login)
        return False
    return True


def show_account() -> None:
    """Show in the sidebar who has logged in, and the way in or out; nothing without a provider."""
    if not access.read_settings().has_login:
        return
    person = access.who()
    if person.is_logged_in:
        st.text(person.name)
        st.button(_("Log out"), key="log_out", type="tertiary", on_click=access.log_out)
    else:
        st.button(_("Log in"), key="log_in", type="tertiary", on_click=st.login)
