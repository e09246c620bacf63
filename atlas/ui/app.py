"""What every page shares: page settings, navigation, language, filter bar."""

import logging
from pathlib import Path

import streamlit as st

from atlas import i18n
from atlas.db import database
from atlas.i18n import _
from atlas.model import pages
from atlas.state import session, subject, undo, url
from atlas.ui import (
    browser_hooks,
    filters,
    frame,
    glossary_panel,
    no_database,
    print_layout,
)

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ICON = str(HERE / "icon.svg")


def list_pages() -> list[st.Page]:
    """Return the pages in the order of the navigation."""
    return [
        st.Page(
            ROOT / "pages" / f"{one.script}.py",
            title=one.title,
            icon=one.icon,
            url_path=one.address,
            default=not one.address,
        )
        for one in pages.PAGES
    ]


def main() -> None:
    """Run one page inside the frame that all pages share."""
    _run()
    url.whole()


def _run() -> None:
    st.set_page_config(page_title="Cluster Atlas", page_icon=ICON, layout="wide")
    frame.styled()
    browser_hooks.ready()
    print_layout.ready()
    st.logo(str(HERE / "logo.svg"), icon_image=ICON, size="large")
    i18n.use(_asked_for(url.arriving("lang")))
    page = st.navigation(list_pages(), position="top")
    declared = pages.at(page.url_path)
    subject.hand_over(declared)
    url.keep(page.url_path)
    if _asked_for(url.get("lang")) != i18n.current():
        st.rerun()  # the way back led to another language, which the fields alone knew
    st.set_page_config(page_title=f"{page.title} · Cluster Atlas")
    frame.spoken(page.title)
    _language()
    try:
        view = filters.view()
    except no_database.NOT_READY as error:
        no_database.show(error)
        return
    undo.note(view)
    shown = view.pool() if subject.here() else view
    filters.bar(shown)
    with st.sidebar:
        glossary_panel.show()
    filters.heading(shown, compared=declared.compares)
    try:
        page.run()
    except frame.End:
        return
    except database.NoDatabase as error:
        no_database.show(error)
    except Exception:
        logging.exception("The page %s failed.", page.title)
        st.error(
            _("This page could not be drawn. Your selection is safe in the address.")
            + " "
            + _("Reload the page, or remove a filter."),
            icon=":material/error:",
        )


def _asked_for(language: str) -> str:
    """Return `language`, or that of the reader's browser where we do not speak it."""
    spoken = language in i18n.languages()
    return language if spoken else i18n.first_spoken([st.context.locale or ""])


def _language() -> None:
    """Show the switch of the language in the header; what it is set to goes into the address."""
    asked = url.get("lang")
    spoken = i18n.languages()

    def write() -> None:
        url.put({"lang": session.LANGUAGE_SWITCH.get()})

    with st.container(key="language"), url.showing(session.LANGUAGE_SWITCH, i18n.current()):
        st.segmented_control(
            _("Language"),
            spoken,
            key=session.LANGUAGE_SWITCH.name,
            format_func=i18n.own_name,
            on_change=write,
            required=True,
            label_visibility="collapsed",
        )
    if asked and asked not in spoken:
        st.caption(url.unknown([f"lang: {asked}"]))


main()
