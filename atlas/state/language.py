"""The language of a session: what its address says, else what its browser prefers."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from atlas import i18n
from atlas.state import session


def choose(asked: str) -> str:
    """Return `asked`, or the language of the reader's browser where we do not speak it."""
    return asked if asked in i18n.languages() else i18n.first_spoken([st.context.locale or ""])


def of_session() -> str:
    """Return the language of the session at work, for callbacks, which run before its page does."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return i18n.DEFAULT
    return choose(session.parameter("lang").get())
