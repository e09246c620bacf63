"""The presentation that this session collects: kept while pages change, with one step of undo."""

import streamlit as st

from atlas import presentation
from atlas.i18n import _, ngettext
from atlas.presentation import Items
from atlas.selection import Asked

KEY = "presentation"
BEFORE = "presentation_before"


def items() -> Items:
    """Return the charts on the list."""
    found: Items = st.session_state.get(KEY, ())
    return found


def change(to: Items) -> None:
    """Replace the list, keeping the one before for undo. Only for callbacks."""
    st.session_state[BEFORE] = items()
    st.session_state[KEY] = to


def undo() -> None:
    """Take back the last change. Only for callbacks."""
    st.session_state[KEY], st.session_state[BEFORE] = st.session_state[BEFORE], None


def can_undo() -> bool:
    """Return whether there is a change to take back."""
    return st.session_state.get(BEFORE) is not None


def add(chart: str, options: dict[str, str], now: Asked) -> None:
    """Put a chart on the list as it is now, and say so. Only for callbacks."""
    if len(items()) >= presentation.MOST_ITEMS:
        full = _("The presentation is full: it holds {most} charts.")
        st.toast(full.format(most=presentation.MOST_ITEMS), icon=":material/warning:")
        return
    change((*items(), presentation.frozen(chart, options, now)))
    count = len(items())
    said = ngettext(
        "Added. The presentation has {count} chart.",
        "Added. The presentation has {count} charts.",
        count,
    )
    st.toast(said.format(count=count), icon=":material/slideshow:")
