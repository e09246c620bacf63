"""Compare: ranking, scatter, distribution, and clusters side by side."""

import streamlit as st

from atlas.charts.metrics import side_by_side
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.view import View
from atlas.state import url
from atlas.ui import chart, filters, frame


def show_ranking(view: View) -> None:
    """Show the clusters in the order of any metric."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.choose_metric("metric", _("Metric"), "members")
        since = filters.choose_since(view, metrics.all_metrics()[metric])
    chart.render("ranking", view, {"metric": metric, "most": "40", "since": since})


def show_scatter(view: View) -> None:
    """Show one metric against another, a third as size."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        x = filters.choose_metric("x", _("Horizontal axis"), "members")
        y = filters.choose_metric("y", _("Vertical axis"), "staff", but=[x])
        size = filters.choose_metric(
            "size", _("Size of the mark"), "none", none=_("none"), but=[x, y]
        )
        scale = _choose_scale()
        every = metrics.all_metrics()
        since = filters.choose_since(view, every[x], every[y], every.get(size))
    options = {"x": x, "y": y, "size": size, "scale": scale, "since": since}
    chart.render("scatter", view, options)


def show_distribution(view: View) -> None:
    """Show every cluster's value, group by group."""
    groups = {"sector": _("Sector group"), "region": _("Region"), "country": _("Country")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.choose_metric("metric", _("Metric"), "members")
        by = url.choose_one("by", _("Grouped by"), groups, "sector")
        scale = _choose_scale()
        since = filters.choose_since(view, metrics.all_metrics()[metric])
    options = {"metric": metric, "by": by, "scale": scale, "since": since}
    chart.render("distribution", view, options)


def show_picked(view: View) -> None:
    """Show clusters picked by hand side by side, whatever the filters say."""
    known = view.known
    asked = [cluster_id for cluster_id in url.get("pick").split(",") if cluster_id]
    valid = set(known.clusters["id"])
    known_ids = [cluster_id for cluster_id in dict.fromkeys(asked) if cluster_id in valid]
    chosen = known_ids[: side_by_side.MOST_CLUSTERS]
    url.choose_several(
        "pick",
        _("Clusters, up to {count}").format(count=side_by_side.MOST_CLUSTERS),
        known.ids("clusters"),
        lambda cluster_id: known.name("clusters", cluster_id),
        chosen,
        max_selections=side_by_side.MOST_CLUSTERS,
        placeholder=_("Pick clusters by name"),
    )
    if set(asked) - valid:
        unknown = [f"pick: {cluster_id}" for cluster_id in asked if cluster_id not in valid]
        st.caption(url.describe_ignored(unknown))
    if len(valid & set(asked)) > len(chosen):
        most = side_by_side.MOST_CLUSTERS
        st.caption(_("Only the first {count} are shown.").format(count=most))
    if not chosen:
        st.info(
            _("Pick up to {count} clusters above to see them side by side.").format(
                count=side_by_side.MOST_CLUSTERS
            )
        )
        return
    st.caption(
        _(
            "Picked clusters are shown whatever the filters say; only the year, the age of figures "
            "and their exactness apply."
        )
    )
    since = filters.choose_since(view, *metrics.all_metrics().values())
    picked_view = view.only(chosen)
    show = _choose_metrics(picked_view)
    chart.render("side-by-side", picked_view, {"show": show, "since": since})
    chart.render("side-by-side-table", picked_view, {"show": show, "since": since})


def _choose_metrics(view: View) -> str:
    """Show a choice of metrics that any of the clusters reports; return it as the address does."""
    every = metrics.all_metrics()
    rows = view.run("metrics_of_clusters", picked=list(view.selection.clusters))
    reported = side_by_side.list_reported(rows, every)
    if not reported:
        return ""
    asked = [metric_id for metric_id in url.get("show").split(",") if metric_id]
    shown = [metric_id for metric_id in dict.fromkeys(asked) if metric_id in reported]
    shown = shown[: side_by_side.MOST_METRICS]
    url.choose_several(
        "show",
        _("Metrics that any of them reports, up to {count}").format(
            count=side_by_side.MOST_METRICS
        ),
        reported,
        lambda metric_id: every[metric_id].label,
        shown or side_by_side.choose_usual(rows, every),
        max_selections=side_by_side.MOST_METRICS,
        placeholder=_("The usual ones"),
    )
    unknown = [f"show: {metric_id}" for metric_id in asked if metric_id not in shown]
    if unknown:
        st.caption(url.describe_ignored(unknown))
    return ",".join(shown)


def _choose_scale() -> str:
    scales = {"log": _("logarithmic"), "linear": _("linear")}
    return url.choose_one("scale", _("Scale"), scales, "log")


TABS = {
    "ranking": show_ranking,
    "scatter": show_scatter,
    "distribution": show_distribution,
    "picked": show_picked,
}

view = filters.read_view()
tab = url.choose_one(
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
if tab != "picked" and filters.warn_if_empty(view):
    raise frame.End
TABS[tab](view)
