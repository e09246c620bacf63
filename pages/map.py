"""Map: one metric, one year, region by region, and the seats of the clusters."""

import functools

import streamlit as st

from atlas.charts.maps.views import AREAS
from atlas.i18n import _
from atlas.model import metrics
from atlas.state import url
from atlas.ui import chart, filters, frame, table

view = filters.read_view()
if filters.warn_if_empty(view):
    raise frame.End

with st.container(horizontal=True, vertical_alignment="bottom"):
    metric = filters.choose_metric("metric", _("Metric"), "members")
    since = filters.choose_since(view, metrics.all_metrics()[metric])
    measured = metrics.all_metrics()[metric]
    stat = filters.choose_statistic(measured, _("Shown per region"), metrics.PLACE_STATISTICS[0])
    counted = {"seat": _("once, at its seat"), "covered": _("in every region it covers")}
    at = url.choose_one("at", _("A cluster counts"), counted, "seat")
area = url.choose_one(
    "area",
    _("View"),
    {name: area.say_name() for name, area in AREAS.items()},
    "germany",
    look=st.segmented_control,
    required=True,
)


if not table.is_wanted():
    st.caption(_("Click a region or a circle to narrow the selection to it."))
options = {"metric": metric, "stat": stat, "at": at, "area": area, "since": since}
chart.render("map", view, options, functools.partial(filters.narrow_to_clicked, view))
