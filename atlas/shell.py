"""What every page shares: page settings, navigation, language, filter bar."""

import logging
from pathlib import Path

import streamlit as st

from atlas import address, filters, i18n, paper, store
from atlas.i18n import _

ROOT = Path(__file__).resolve().parent.parent
ICON = str(ROOT / "atlas" / "icon.svg")
#: pages about one cluster, which they compare with what the filters leave
ABOUT_ONE = ("profile", "peers", "labels")
#: hides the fields that hold the address, and gives headings and captions their measure
STYLE = """<style>
.st-key-address{display:none}
.st-key-selected{border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);
  padding-bottom:.4rem}
[data-testid=stMetricLabel] p{white-space:normal;overflow-wrap:anywhere}
@media (max-width:640px){[data-testid=stLayoutWrapper]:has(>[class*=st-key-map-frame-]){
  height:430px;flex-basis:430px}}
[class*=st-key-card-]{flex:1 1 170px;min-width:170px;gap:0}
</style>"""


def pages() -> list[st.Page]:
    """Return the pages in the order of the navigation: file, words, address."""
    named = (
        ("overview", _("Overview"), ":material/dashboard:"),
        ("map", _("Map"), ":material/map:"),
        ("timeline", _("Timeline"), ":material/timeline:"),
        ("compare", _("Compare"), ":material/compare_arrows:"),
        ("sectors", _("Sectors"), ":material/grid_view:"),
        ("profile", _("Profile"), ":material/badge:"),
        ("peers", _("Peers"), ":material/groups:"),
        ("labels", _("Labels"), ":material/verified:"),
        ("sources", _("Sources"), ":material/menu_book:"),
        ("presentation", _("Presentation"), ":material/slideshow:"),
    )
    return [
        st.Page(
            ROOT / "pages" / f"{file}.py",
            title=title,
            icon=icon,
            url_path="" if file == "overview" else file,
            default=file == "overview",
        )
        for file, title, icon in named
    ]


def main() -> None:
    """Run one page inside the frame that all pages share."""
    st.set_page_config(page_title="Cluster Atlas", page_icon=ICON, layout="wide")
    st.html(STYLE)
    paper.ready()
    st.logo(str(ROOT / "atlas" / "logo.svg"), icon_image=ICON, size="large")
    address.keep()
    i18n.use(address.get("lang") or i18n.DEFAULT)
    page = st.navigation(pages(), position="top")
    st.set_page_config(page_title=f"{page.title} · Cluster Atlas")
    try:
        now = filters.asked()
    except store.NoDatabase as error:
        st.error(_("The data cannot be shown.") + " " + str(error))
        return
    with st.sidebar:
        _language()
    about_one = page.url_path in ABOUT_ONE
    shown = filters.pool(now) if about_one else now
    filters.bar(shown, about_one)
    filters.heading(shown, about_one)
    try:
        page.run()
    except Exception:
        logging.exception("The page %s failed.", page.title)
        st.error(
            _("This page could not be drawn. Your selection is safe in the address.")
            + " "
            + _("Reload the page, or remove a filter."),
            icon=":material/error:",
        )


def _language() -> None:
    spoken = {one: i18n.own_name(one) for one in i18n.languages()}
    address.one_of(
        "lang",
        _("Language"),
        spoken,
        i18n.DEFAULT,
        look=st.segmented_control,
        required=True,
        label_visibility="collapsed",
    )


main()
