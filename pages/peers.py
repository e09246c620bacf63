"""Peers: the clusters nearest by structure, or picked by hand, and where one stands among them."""

import streamlit as st

from atlas.analysis import peers
from atlas.analysis.peers import HEAVIEST
from atlas.analysis.percentile import FEWEST
from atlas.analysis.similarity import TRAITS
from atlas.gallery import presentation
from atlas.i18n import _
from atlas.model.view import View
from atlas.state import session, subject, url
from atlas.text import markdown, peer_reasons
from atlas.ui import chart, filters, links


def choose_weights() -> str:
    """Show how much each trait counts; return it as the address holds it."""
    weights = peers.parse_weights(url.get("weights"))
    words = peer_reasons.trait_words()

    def write() -> None:
        moved = {trait: session.weight_slider(trait).get() for trait in TRAITS}
        url.put({"weights": peers.write_weights(moved)})

    with st.expander(_("What makes a peer: how much each trait counts"), icon=":material/tune:"):
        st.caption(
            _("0 leaves a trait out; 3 makes it count three times. Usually sectors count twice.")
        )
        with st.container(horizontal=True, key="weights-of-traits"):
            for trait in TRAITS:
                slider = session.weight_slider(trait)
                label = markdown.bare(words[trait][:1].upper() + words[trait][1:])
                with url.show_value(slider, weights[trait]):
                    st.slider(label, 0, HEAVIEST, key=slider.name, on_change=write, width=200)
        st.button(
            _("Back to the usual weights"),
            key="reset_weights",
            icon=":material/restart_alt:",
            disabled=not peers.write_weights(weights),
            on_click=url.put,
            args=({"weights": ""},),
        )
    return peers.write_weights(weights)


def choose_peers(view: View, cluster_id: str, weights: str) -> str:
    """Show the choice of peers by hand; return it as the address holds it."""
    known = view.known
    picked = peers.parse_picked(view, cluster_id, url.get("peers"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        url.choose_several(
            "peers",
            _("Peers picked by hand"),
            [other_id for other_id in known.ids("clusters") if other_id != cluster_id],
            lambda other_id: known.name("clusters", other_id),
            picked,
            placeholder=_("None: the ten nearest are used"),
            width=560,
        )
        if picked:
            st.button(
                _("Back to the nearest"),
                key="nearest_again",
                icon=":material/restart_alt:",
                on_click=url.put,
                args=({"peers": ""},),
            )
        else:
            nearest = peers.list_in_use(view, cluster_id, "", weights)
            st.button(
                _("Take the nearest ten as a start"),
                key="nearest_first",
                icon=":material/playlist_add:",
                disabled=not nearest,
                on_click=url.put,
                args=({"peers": ",".join(nearest)},),
            )
    if picked:
        st.caption(
            _(
                "Picked clusters are shown whatever the filters say; only the year, the age of "
                "figures and their exactness apply."
            )
        )
    return ",".join(picked)


def link_profiles(view: View, peer_ids: list[str]) -> None:
    """Show a way to the profile of each peer."""
    with st.container(horizontal=True, vertical_alignment="center", key="to-profiles"):
        st.caption(_("Open a profile:"), width="content")
        for peer_id in peer_ids:
            item = presentation.freeze("profile-figures", {"cluster": peer_id}, view)
            links.show(item, view.known.name("clusters", peer_id))


def show_comparison(view: View, cluster_id: str) -> None:
    """Show the peers of a cluster and where it stands among them."""
    view = peers.limit_to_lifetime(view, cluster_id)
    weights = choose_weights()
    picked = choose_peers(view, cluster_id, weights)
    ignored = peers.list_ignored(view, cluster_id, url.get("peers"), url.get("weights"))
    if ignored:
        st.caption(url.describe_ignored(ignored))
    if not picked and filters.warn_if_empty(view):
        return
    options = {"cluster": cluster_id, "peers": picked, "weights": weights}
    peer_ids = peers.list_in_use(view, cluster_id, picked, weights)
    chart.render("peer-table", view, options)
    if not peer_ids:
        return
    link_profiles(view, peer_ids)
    if len(peer_ids) < FEWEST:
        advice = _(
            "With fewer than {fewest} peers there is no percentile. Pick more peers, or take "
            "filters away."
        )
        st.info(advice.format(fewest=FEWEST), icon=":material/group_add:")
    chart.render("peer-strips", view, options)


view = filters.read_view()
chosen = subject.choose(view, _("Cluster"))
if chosen is None:
    st.info(
        _("Choose a cluster above to see which clusters are like it, and where it stands."),
        icon=":material/groups:",
    )
elif not subject.warn_if_unborn(view.pool(), chosen):
    show_comparison(view.pool(), chosen)
