"""What every page shares: page settings, navigation, language, filter bar."""

import logging
from pathlib import Path

import streamlit as st

from atlas import address, browser, contents, filters, i18n, paper, steps, subject, waiting
from atlas import page as frame
from atlas.db import database
from atlas.i18n import _
from atlas.ui import glossary_panel

ROOT = Path(__file__).resolve().parent.parent
ICON = str(ROOT / "atlas" / "icon.svg")


def pages() -> list[st.Page]:
    """Return the pages in the order of the navigation."""
    return [
        st.Page(
            ROOT / "pages" / f"{one.file}.py",
            title=one.title,
            icon=one.icon,
            url_path=one.address,
            default=not one.address,
        )
        for one in contents.entries()
    ]


def main() -> None:
    """Run one page inside the frame that all pages share."""
    _run()
    address.whole()


def _run() -> None:
    st.set_page_config(page_title="Cluster Atlas", page_icon=ICON, layout="wide")
    frame.styled()
    browser.ready()
    paper.ready()
    st.logo(str(ROOT / "atlas" / "logo.svg"), icon_image=ICON, size="large")
    i18n.use(_asked_for(address.arriving("lang")))
    page = st.navigation(pages(), position="top")
    subject.hand_over(page.url_path)
    address.keep(page.url_path)
    if _asked_for(address.get("lang")) != i18n.current():
        st.rerun()  # the way back led to another language, which the fields alone knew
    st.set_page_config(page_title=f"{page.title} · Cluster Atlas")
    frame.spoken(page.title)
    _language()
    try:
        now = filters.asked()
    except waiting.NOT_READY as error:
        waiting.show(error)
        return
    steps.note(now)
    shown = now.pool() if subject.here() else now
    filters.bar(shown)
    with st.sidebar:
        glossary_panel.show()
    filters.heading(shown, compared=page.url_path in subject.COMPARED)
    try:
        page.run()
    except frame.End:
        return
    except database.NoDatabase as error:
        waiting.show(error)
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
    asked = address.get("lang")
    spoken = i18n.languages()

    def write() -> None:
        address.put({"lang": st.session_state["_lang"]})

    with st.container(key="language"), address.showing("_lang", i18n.current()):
        st.segmented_control(
            _("Language"),
            spoken,
            key="_lang",
            format_func=i18n.own_name,
            on_change=write,
            required=True,
            label_visibility="collapsed",
        )
    if asked and asked not in spoken:
        st.caption(address.unknown([f"lang: {asked}"]))


main()
