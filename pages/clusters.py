"""Clusters: every selected cluster in a list that can be sorted, or those that lack a figure."""

import streamlit as st

from atlas.charts.metrics import cluster_list
from atlas.gallery import Drawing
from atlas.i18n import _
from atlas.model import metrics
from atlas.state import url
from atlas.ui import chart, cluster_table, filters, frame, links

links.follow_request()
view = filters.read_view()
if filters.warn_if_empty(view):
    raise frame.End

every = metrics.all_metrics()
with st.container(horizontal=True, vertical_alignment="bottom"):
    sort = url.choose_one("sort", _("Sorted by"), cluster_list.say_sorts(every), "name")
    lacking = {
        metric_id: _("without a figure for “{metric}”").format(metric=every[metric_id].label)
        for metric_id in cluster_list.METRICS
    }
    missing = url.choose_one(
        "missing", _("Clusters"), {"none": _("all selected"), **lacking}, "none", width=320
    )


def show_list(drawing: Drawing) -> None:
    """Show the list as a table whose headings sort it."""
    cluster_table.show(drawing, view, sort)


chart.render("cluster-list", view, {"sort": sort, "missing": missing}, body=show_list)
