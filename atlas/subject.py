"""The one cluster that some pages are about: other pages do not take it for a filter.

`cluster` in the address means the subject on pages about one cluster, and a filter on all others.
Each of the two keeps its own value while the reader is on pages of the other kind.
"""

import streamlit as st

from atlas import address

#: pages about one cluster
PAGES = ("profile", "peers", "labels")
#: those of them that compare it with what the filters leave
COMPARED = ("profile", "peers")
NAME = "cluster"
#: on which kind of page the reader was last, and what `cluster` was on each
WAS, HELD = "subject_was", "subject_held"


def hand_over() -> None:
    """Swap the subject for the filter, or back, when the reader went to a page of the other kind.

    Must run on every page, before the address is read.
    """
    here = _page() in PAGES
    was = st.session_state.get(WAS, here)
    st.session_state[WAS] = here
    if was == here or address.LINKED in st.query_params:
        return
    held: dict[bool, str] = st.session_state.setdefault(HELD, {})
    now = address.get(NAME)
    held[was] = now
    # a filter for one cluster is also the wish to see that one
    st.session_state[NAME] = (now or held.get(True, "")) if here else held.get(False, "")


def _page() -> str:
    """Return the address of the page the reader is on, such as 'profile'."""
    return str(st.context.url or "").split("?", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
