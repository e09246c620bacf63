"""Overview: find a cluster, headline figures, what stands out, a map, a ranking, what changed."""

import functools
from typing import Any

import streamlit as st

from atlas.gallery import highlights
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.view import View
from atlas.state import session, url
from atlas.text import peer_standing
from atlas.ui import chart, filters, frame, headline_cards, links, welcome


def offer_search(view: View) -> None:
    """Let a cluster be found by name, whatever the filters say, and open its profile."""

    def open_found() -> None:
        cluster_id = field.get()
        if cluster_id:
            links.open_profile(cluster_id)

    field = session.FIND_CLUSTER_FIELD
    with url.show_value(field, None):
        st.selectbox(
            _("Find a cluster"),
            view.known.ids("clusters"),
            index=None,
            key=field.name,
            format_func=functools.partial(view.known.name, "clusters"),
            on_change=open_found,
            placeholder=_("Type a name"),
            width=420,
        )


def show_highlights(view: View, every: dict[str, metrics.Metric]) -> None:
    """Say in a few sentences what stands out, each a link to the chart that shows it."""
    sentences = highlights.sentences(view, every)
    selected = {
        is_fresh: (view.fresh() if is_fresh else view).selection.address(view.known)
        for is_fresh in (True, False)
    }
    with st.container(border=True, key="standing-out"):
        st.subheader(_("What stands out"), anchor=False)
        links.show_all(
            (
                Item(sentence.chart, sentence.options, selected[sentence.is_fresh]),
                sentence.text,
            )
            for sentence in sentences
        )
        if not sentences:
            st.caption(_("Nothing: too few of the selected clusters report the same figure."))
        st.caption(peer_standing.too_old())


def open_clicked(points: list[dict[str, Any]]) -> None:
    """Open the profile of the cluster whose bar was clicked."""
    if points[0].get("customdata"):
        links.open_profile(str(points[0]["customdata"]))


def begin(view: View) -> None:
    """Begin the page: with nothing selected by saying what this is, else with the search alone."""
    if view.selection.everything:
        with st.container(key="welcome-words"):
            welcome.introduce(view)
    offer_search(view)
    if view.selection.everything:
        welcome.show_questions(view)


view = filters.read_view()
links.follow_request()
if not view.selected:
    begin(view)
    filters.warn_if_empty(view)
    raise frame.End

every = metrics.all_metrics()
# the map stands beside the figures from the top, so that all of it is on the first screen
left, right = st.columns(2)
with left:
    begin(view)
    headline_cards.show(view, every)
    show_highlights(view, every)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.choose_metric("metric", _("Metric"), "members")
        since = filters.choose_since(view, every[metric])
    options = {"metric": metric, "since": since}
    chart.render("ranking", view, options, open_clicked, half=True)
with right:
    chart.render("map", view, options, functools.partial(filters.narrow_to_clicked, view))
    chart.render("changes", view)
