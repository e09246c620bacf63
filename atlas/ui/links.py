"""Ways from one page to another that keep the session, the language and the selection."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from atlas.gallery.presentation import Item
from atlas.model import pages
from atlas.state import session, subject, url
from atlas.text import markdown

SCRIPTS = Path(__file__).resolve().parents[2] / "pages"


def show_all(listed: Iterable[tuple[Item, str]]) -> None:
    """Show words, one under another, each a link to the live view of its chart."""
    with st.container(gap="xsmall", key="links"):
        for item, words in listed:
            show(item, words)


def show(item: Item, words: str, icon: str = "") -> None:
    """Show `words` as a link to the live view of a chart, an address to copy."""
    page, parts = _find_view(item)
    label = markdown.escape(words)
    st.page_link(SCRIPTS / f"{page}.py", label=label, icon=icon, query_params=parts)


def open_profile(cluster_id: str) -> None:
    """Ask for a cluster's profile. Only for callbacks; the page then calls `follow_request`."""
    session.OPENING_PROFILE.put(cluster_id)


def follow_request() -> None:
    """Go where a callback asked to go, if one did: a callback cannot leave the page itself.

    The page left keeps its own address, so that the way back leads to what was seen there.
    """
    cluster_id = session.OPENING_PROFILE.pop()
    if cluster_id:
        subject.request(cluster_id)
        # the fields put their values into the address again; Streamlit may not empty it itself
        st.switch_page(SCRIPTS / "profile.py", query_params={})


def _find_view(item: Item) -> tuple[str, dict[str, str]]:
    """Return the page of a chart's live view, and what the address says there."""
    parted = urlsplit(item.link(""))
    parts = dict(parse_qsl(parted.query)) | {url.LINKED: "1"}
    if url.get("lang"):
        parts["lang"] = url.get("lang")
    return pages.at(parted.path.strip("/")).script, parts
