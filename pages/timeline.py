"""Timeline: a metric over the years, foundings, and the lives of clusters."""

import streamlit as st

from atlas.charts.metrics import lifelines
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.selection import View
from atlas.state import url
from atlas.ui import chart, filters, frame


def over_the_years(view: View) -> None:
    """Show a metric over time, per cluster or put together by group."""
    lines = {
        "cluster": _("Cluster"),
        "sector": _("Sector group"),
        "region": _("Region"),
        "country": _("Country"),
    }
    axes = {"year": _("Calendar years"), "age": _("Years since founding")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.metric("metric", _("Metric"), "members", over_time=True)
        by = url.one_of("by", _("One line per"), lines, "cluster")
        if by == "cluster":
            chosen = {"axis": url.one_of("axis", _("Horizontal axis"), axes, "year")}
        else:
            measured = metrics.all_metrics()[metric]
            chosen = {"stat": filters.statistic(measured, _("Combined as"))}
    chart.drawn("timeline", view, {"metric": metric, "by": by} | chosen)


def foundings(view: View) -> None:
    """Show how many clusters were founded in each year."""
    chart.drawn("foundings", view)


def lives(view: View) -> None:
    """Show each cluster from its founding on, forty on a page."""
    pages = lifelines.pages_of(view.run("founding"))
    part = "1"
    if pages > 1:
        said = _("Page {page} of {pages}")
        numbers = {str(n): said.format(page=n, pages=pages) for n in range(1, pages + 1)}
        part = url.one_of("part", _("Page"), numbers, "1")
    chart.drawn("lifelines", view, {"part": part})


TABS = {"years": over_the_years, "foundings": foundings, "lives": lives}

view = filters.view()
if filters.nothing(view):
    raise frame.End
tab = url.one_of(
    "timeline",
    _("View"),
    {"years": _("Over the years"), "foundings": _("Foundings"), "lives": _("Lifelines")},
    "years",
    look=st.segmented_control,
    required=True,
)
TABS[tab](view)
