"""Profile: all that is known of one cluster, with its evidence; on two slides, or two pages."""

import streamlit as st

from atlas.analysis import peers
from atlas.gallery.presentation import Item
from atlas.i18n import _
from atlas.model.view import View
from atlas.state import subject, url
from atlas.text import markdown
from atlas.ui import chart, fact_sheet, filters, links
from atlas.ui import profile as profile_parts


def offer_clusters(view: View) -> None:
    """Offer clusters to begin with, as long as none is chosen."""
    st.info(_("Choose a cluster above by its name, or begin with one of these."))
    with st.container(horizontal=True, key="offered"):
        for cluster_id, name in profile_parts.suggest_clusters(view):
            st.button(
                markdown.escape(name),
                key=f"offer-{cluster_id}",
                on_click=url.put,
                args=({"cluster": cluster_id},),
            )


def show_profile(view: View, options: dict[str, str]) -> None:
    """Show the profile of the cluster that `options` name, compared with what `view` selects."""
    subject_option = {"cluster": options["cluster"]}
    ignored = peers.list_ignored(view, options["cluster"], options["peers"], options["weights"])
    if ignored:
        st.caption(url.describe_ignored(ignored))
    cluster_view = view.only(subject_option.values())
    profile_parts.show_identity(cluster_view)
    with st.container(horizontal=True, vertical_alignment="center", key="profile-ways"):
        fact_sheet.show_button(view, options)
        selected = view.selection.address(view.known)
        links.show(Item("peer-table", options, selected), _("Compare with its peers"))
    chart.render("profile-figures", view, options)
    left, right = st.columns([2, 3])
    with left:
        chart.render("profile-map", view, subject_option)
    with right:
        chart.render("profile-years", view, subject_option)
    profile_parts.show_table("profile-milestones", view, subject_option, on_paper=12)
    profile_parts.show_table("profile-labels", view, subject_option, on_paper=7)
    chart.render("profile-observations", view, subject_option)
    profile_parts.show_sources(cluster_view)


view = filters.read_view()
pool = view.pool()
with st.container(key="subject"):
    chosen = subject.choose(view, _("Cluster"))
if chosen and not subject.warn_if_unborn(pool, chosen):
    shared = {"peers": url.get("peers"), "weights": url.get("weights")}
    show_profile(pool, {"cluster": chosen} | shared)
elif not chosen:
    offer_clusters(pool)
