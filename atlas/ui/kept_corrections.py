"""What was corrected of columns outlives its session: the reader's own browser keeps it.

Kept is which column of a table of which shape holds what: nothing of what stands in the file.
"""

import streamlit as st

from atlas.state import session, upload
from atlas.ui import assets, kept_list

_keeping = st.components.v2.component("kept_corrections", js=kept_list.JS)


def prepare() -> None:
    """Let the browser keep the corrections as they are now, and take back what it kept."""
    with st.container(key="kept-columns"):
        _keeping(
            key=session.KEPT_CORRECTIONS.name,
            data={
                "name": f"cluster-atlas-columns{assets.base()}",
                "session": session.SESSION_NAME.get(),
                "list": upload.save_corrections(),
                "refused": session.STORAGE_REFUSED.get(),
            },
            on_kept_change=_take_back,
            on_refused_change=kept_list.note_refusal,
        )


def _take_back() -> None:
    upload.load_corrections(str(session.KEPT_CORRECTIONS.get().get("kept") or ""))
