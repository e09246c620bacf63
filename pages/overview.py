"""Overview: find a cluster, headline figures, what stands out, a ranking, and what changed."""

import functools
from typing import Any

import streamlit as st

from atlas.gallery import highlights
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.selection import View
from atlas.state import session, url
from atlas.text import markdown
from atlas.ui import chart, filters, frame, headline_cards, links, welcome


def find(view: View) -> None:
    """Let a cluster be found by name, whatever the filters say, and open its profile."""

    def go() -> None:
        cluster_id = field.get()
        if cluster_id:
            links.open_profile(cluster_id)

    field = session.FIND_CLUSTER_FIELD
    with url.showing(field, None):
        st.selectbox(
            _("Find a cluster"),
            view.known.ids("clusters"),
            index=None,
            key=field.name,
            format_func=functools.partial(view.known.name, "clusters"),
            on_change=go,
            placeholder=_("Type a name"),
            width=420,
        )


def stands_out(view: View, every: dict[str, metrics.Metric]) -> None:
    """Say in a few sentences what stands out, each a link to the chart that shows it."""
    said = highlights.sentences(view, every)
    selected = view.selection.address(view.known)
    with st.container(border=True, key="standing-out"):
        st.subheader(_("What stands out"), anchor=False)
        links.links(
            (Item(one.chart, one.options, selected), markdown.escape(one.text)) for one in said
        )
        if not said:
            st.caption(_("Nothing: too few of the selected clusters report the same figure."))


def opened(points: list[dict[str, Any]]) -> None:
    """Open the profile of the cluster whose bar was clicked."""
    if points[0].get("customdata"):
        links.open_profile(str(points[0]["customdata"]))


def begin(view: View) -> None:
    """Begin the page: with nothing selected by saying what this is, else with the search alone."""
    if not view.selection.everything:
        find(view)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="welcome"):
        with st.container(key="welcome-words"):
            welcome.words(view)
        find(view)
    welcome.examples(view)


view = filters.view()
links.go_on()
begin(view)
if filters.nothing(view):
    raise frame.End

every = metrics.all_metrics()
headline_cards.headline(view, every)
stands_out(view, every)
metric = filters.metric("metric", _("Metric"), "members")
chart.drawn("ranking", view, {"metric": metric}, opened)
chart.drawn("changes", view)
