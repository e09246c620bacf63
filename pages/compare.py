"""Compare: ranking, scatter, distribution, and clusters side by side."""

import streamlit as st

from atlas.charts.metrics import side_by_side
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.selection import View
from atlas.state import url
from atlas.ui import chart, filters, frame
from atlas.ui import table as table_view


def ranked(view: View) -> None:
    """Show the clusters in the order of any metric."""
    metric = filters.metric("metric", _("Metric"), "members")
    chart.drawn("ranking", view, {"metric": metric, "most": "40"})


def against(view: View) -> None:
    """Show one metric against another, a third as size."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        x = filters.metric("x", _("Horizontal axis"), "members")
        y = filters.metric("y", _("Vertical axis"), "staff", but=[x])
        size = filters.metric("size", _("Size of the mark"), "none", none=_("none"), but=[x, y])
        scale = _scale()
    chart.drawn("scatter", view, {"x": x, "y": y, "size": size, "scale": scale})


def distributed(view: View) -> None:
    """Show every cluster's value, group by group."""
    groups = {"sector": _("Sector group"), "region": _("Region"), "country": _("Country")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.metric("metric", _("Metric"), "members")
        by = url.one_of("by", _("Grouped by"), groups, "sector")
        scale = _scale()
    chart.drawn("distribution", view, {"metric": metric, "by": by, "scale": scale})


def picked(view: View) -> None:
    """Show up to twelve clusters picked by hand, whatever the filters say."""
    known = view.known
    asked = [one for one in url.get("pick").split(",") if one]
    valid = set(known.clusters["id"])
    chosen = [one for one in dict.fromkeys(asked) if one in valid][: side_by_side.MOST_CLUSTERS]
    url.several(
        "pick",
        _("Clusters, up to {count}").format(count=side_by_side.MOST_CLUSTERS),
        known.ids("clusters"),
        lambda one: known.name("clusters", one),
        chosen,
        max_selections=side_by_side.MOST_CLUSTERS,
        placeholder=_("Pick clusters by name"),
    )
    if set(asked) - valid:
        st.caption(url.unknown([f"pick: {one}" for one in asked if one not in valid]))
    if len(valid & set(asked)) > len(chosen):
        most = side_by_side.MOST_CLUSTERS
        st.caption(_("Only the first {count} are shown.").format(count=most))
    if not chosen:
        st.info(_("Pick up to twelve clusters above to see them side by side."))
        return
    st.caption(_("Picked clusters are shown whatever the filters say; only the year applies."))
    alone = view.only(chosen)
    chart.drawn("side-by-side", alone)
    rows = alone.run("metrics_of_clusters", picked=chosen)
    if not rows.empty:
        table = side_by_side.table(rows, metrics.all_metrics(), alone)
        title = _("All metrics that any of them reports")
        with st.container(border=True, key="side-by-side-all"):
            st.subheader(title, anchor=False)
            how = _("A row for each metric, a column for each cluster.")
            table_view.listed(table, "side-by-side-all", title, how)


def _scale() -> str:
    scales = {"log": _("logarithmic"), "linear": _("linear")}
    return url.one_of("scale", _("Scale"), scales, "log")


TABS = {"ranking": ranked, "scatter": against, "distribution": distributed, "picked": picked}

view = filters.view()
tab = url.one_of(
    "compare",
    _("View"),
    {
        "ranking": _("Ranking"),
        "scatter": _("Scatter"),
        "distribution": _("Distribution"),
        "picked": _("Side by side"),
    },
    "ranking",
    look=st.segmented_control,
    required=True,
)
if tab != "picked" and filters.nothing(view):
    raise frame.End
TABS[tab](view)
