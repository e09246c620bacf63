"""Profile: all that is known of one cluster, with its evidence; on two slides, or two pages."""

import streamlit as st

from atlas.analysis import peers
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model.selection import View
from atlas.state import subject, url
from atlas.text import markdown
from atlas.ui import chart, fact_sheet, filters, links
from atlas.ui import profile as profile_parts


def nobody(view: View) -> None:
    """Offer clusters to begin with, as long as none is chosen."""
    st.info(_("Choose a cluster above by its name, or begin with one of these."))
    with st.container(horizontal=True, key="offered"):
        for cluster_id, name in profile_parts.offered(view):
            st.button(
                markdown.escape(name),
                key=f"offer-{cluster_id}",
                on_click=url.put,
                args=({"cluster": cluster_id},),
            )


def profile(view: View, options: dict[str, str]) -> None:
    """Show the profile of the cluster that `options` name, compared with the `pool`."""
    one = {"cluster": options["cluster"]}
    wrong = peers.ignored(view, options["cluster"], options["peers"], options["weights"])
    if wrong:
        st.caption(url.unknown(wrong))
    alone = view.only(one.values())
    profile_parts.who(alone)
    with st.container(horizontal=True, vertical_alignment="center", key="profile-ways"):
        fact_sheet.button(view, options)
        selected = view.selection.address(view.known)
        links.link(Item("peer-table", options, selected), _("Compare with its peers"))
    chart.drawn("profile-figures", view, options)
    left, right = st.columns([2, 3])
    with left:
        chart.drawn("profile-map", view, one)
    with right:
        chart.drawn("profile-years", view, one)
    profile_parts.table("profile-milestones", view, one, on_paper=12)
    profile_parts.table("profile-labels", view, one, on_paper=7)
    chart.drawn("profile-observations", view, one)
    profile_parts.sources(alone)


view = filters.view()
pool = view.pool()
with st.container(key="subject"):
    chosen = subject.chosen(view, _("Cluster"))
if chosen and not subject.unborn(pool, chosen):
    shared = {"peers": url.get("peers"), "weights": url.get("weights")}
    profile(pool, {"cluster": chosen} | shared)
elif not chosen:
    nobody(pool)
