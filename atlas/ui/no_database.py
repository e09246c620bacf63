"""The page while there is no database: how to make one; goes on by itself once it is there."""

import duckdb
import streamlit as st

from atlas import i18n
from atlas.db import database
from atlas.i18n import _
from atlas.model import selection
from atlas.model.choices import choices
from atlas.model.view import view_of
from atlas.text import markdown

#: what says that there is nothing to show: no file, none that can be read, or one of other tables
NOT_READY = (database.NoDatabase, duckdb.Error)
EVERY = 3


def show(error: Exception) -> None:
    """Say what is missing and how to make it. `error`: what the database answered."""
    st.header(_("The data are not there yet"), anchor=False)
    st.markdown(
        _("The database is missing, is being built just now, or cannot be read.")
        + " "
        + _("This command builds it, in the folder of Cluster Atlas:")
    )
    st.code("python -m data.build", language=None)
    st.info(
        _("This page looks every few seconds and goes on by itself; your address stays."),
        icon=":material/hourglass_top:",
    )
    if database.DATABASE.exists():
        words = markdown.escape(str(error).splitlines()[0])
        st.caption(_("In the server's words: {words}").format(words=words))
    _look_again(i18n.current())


@st.fragment(run_every=EVERY)
def _look_again(language: str) -> None:
    """Run the page again as soon as the data are there."""
    i18n.use(language)
    try:
        known = choices()
        view_of(selection.parse({}, known), known)
    except NOT_READY:
        return
    st.rerun()
