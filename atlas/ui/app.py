"""What every page shares: page settings, navigation, language, filter bar."""

import logging
from pathlib import Path

import streamlit as st

from atlas import i18n
from atlas.db import database
from atlas.i18n import _
from atlas.model import pages
from atlas.state import language, session, subject, undo, url
from atlas.text.chart_text import MAKER
from atlas.ui import (
    browser_hooks,
    filters,
    frame,
    gate,
    glossary_panel,
    kept_list,
    no_database,
    own_data_bar,
    print_layout,
)

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ICON = str(HERE / "icon.svg")


def list_pages() -> list[st.Page]:
    """Return the pages in the order of the navigation."""
    return [
        st.Page(
            ROOT / "pages" / f"{page.script}.py",
            title=page.title,
            icon=page.icon,
            url_path=page.address,
            default=not page.address,
        )
        for page in pages.PAGES
    ]


def main() -> None:
    """Run one page inside the frame that all pages share."""
    _run_page()
    url.end_run()


def _run_page() -> None:
    st.set_page_config(page_title=MAKER, page_icon=ICON, layout="wide")
    frame.put_style()
    browser_hooks.prepare()
    print_layout.prepare()
    st.logo(str(HERE / "logo.svg"), icon_image=ICON, size="large")
    i18n.use(language.choose(url.read_arriving("lang")))
    page = st.navigation(list_pages(), position="top")
    declared = pages.at(page.url_path)
    subject.hand_over(declared)
    url.bind(page.url_path)
    if language.choose(url.get("lang")) != i18n.current():
        st.rerun()  # the way back led to another language, which the fields alone knew
    st.set_page_config(page_title=f"{page.title} · Cluster Atlas")
    frame.announce(page.title)
    _show_languages()
    if not gate.is_open():
        return
    try:
        view = filters.read_view()
    except no_database.NOT_READY as error:
        no_database.show(error)
        return
    own_data_bar.show()
    kept_list.prepare()
    undo.record(view)
    shown = view.pool() if subject.is_here() else view
    filters.show_bar(shown)
    with st.sidebar:
        glossary_panel.show()
        gate.show_account()
    filters.show_heading(shown, is_compared=declared.compares)
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


def _show_languages() -> None:
    """Show the switch of the language in the header; what it is set to goes into the address."""
    asked = url.get("lang")
    spoken = i18n.languages()

    def write() -> None:
        url.put({"lang": session.LANGUAGE_SWITCH.get()})

    with st.container(key="language"), url.show_value(session.LANGUAGE_SWITCH, i18n.current()):
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
        st.caption(url.describe_ignored([f"lang: {asked}"]))


main()
