"""The list of the presentation outlives its session: the reader's own browser keeps it.

Nothing of it stays on the server. What the browser hands back is read like a file of a stranger.
"""

import uuid
from pathlib import Path

import streamlit as st

from atlas.gallery import presentation
from atlas.i18n import _, ngettext
from atlas.state import basket, session
from atlas.ui import assets

JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

_keeping = st.components.v2.component("kept_list", js=JS)


def prepare() -> None:
    """Let the browser keep the list as it is now. Must run on every page."""
    if not session.SESSION_NAME.is_set():
        session.SESSION_NAME.put(uuid.uuid4().hex)
    items = basket.get_items()
    with st.container(key="kept"):
        _keeping(
            key=session.KEPT_LIST.name,
            data={
                # two dashboards under one host each have their own
                "name": f"cluster-atlas-presentation{assets.base()}",
                "session": session.SESSION_NAME.get(),
                "list": presentation.save(items).decode("utf-8") if items else "",
                "refused": session.STORAGE_REFUSED.get(),
            },
            on_kept_change=_take_back,
            on_refused_change=note_refusal,
        )


def describe() -> str:
    """Return where the list is, and what that means."""
    if session.STORAGE_REFUSED.get():
        return _("This browser keeps nothing: save the list before you reload or close the page.")
    return _(
        "This browser keeps the list, and nobody else: it is there again after a reload. "
        "Save it to take it along."
    )


def _take_back() -> None:
    """Put what the browser kept before what was collected since."""
    kept = str(session.KEPT_LIST.get().get("kept") or "")
    try:
        found = presentation.load(kept.encode("utf-8", "replace"))
    except presentation.BadPresentation:
        return
    new = tuple(item for item in basket.get_items() if item not in found)
    session.BASKET.put((*found, *new)[: presentation.MOST_ITEMS])
    words = ngettext(
        "Your presentation is here again: this browser kept {count} chart.",
        "Your presentation is here again: this browser kept {count} charts.",
        len(found),
    )
    st.toast(words.format(count=len(found)), icon=":material/slideshow:")


def note_refusal() -> None:
    """Remember that this browser keeps nothing. Only for callbacks."""
    session.STORAGE_REFUSED.put(True)
