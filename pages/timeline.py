"""Timeline: a metric over the years, foundings, and the lives of clusters."""

import streamlit as st

from atlas.charts.metrics import lifelines
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.view import View
from atlas.state import url
from atlas.ui import chart, filters, frame


def show_years(view: View) -> None:
    """Show a metric over time, per cluster or put together by group."""
    lines = {
        "cluster": _("Cluster"),
        "sector": _("Sector group"),
        "region": _("Region"),
        "country": _("Country"),
    }
    axes = {"year": _("Calendar years"), "age": _("Years since founding")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.choose_metric("metric", _("Metric"), "members", over_time=True)
        by = url.choose_one("by", _("One line per"), lines, "cluster")
        if by == "cluster":
            chosen = {"axis": url.choose_one("axis", _("Horizontal axis"), axes, "year")}
        else:
            measured = metrics.all_metrics()[metric]
            chosen = {"stat": filters.choose_statistic(measured, _("Combined as"))}
    chart.render("timeline", view, {"metric": metric, "by": by} | chosen)


def show_foundings(view: View) -> None:
    """Show how many clusters were founded in each year."""
    chart.render("foundings", view)


def show_lifelines(view: View) -> None:
    """Show each cluster from its founding on, forty on a page."""
    pages = lifelines.pages_of(view.run("founding"))
    part = "1"
    if pages > 1:
        words = _("Page {page} of {pages}")
        numbers = {str(page): words.format(page=page, pages=pages) for page in range(1, pages + 1)}
        part = url.choose_one("part", _("Page"), numbers, "1")
    chart.render("lifelines", view, {"part": part})


TABS = {"years": show_years, "foundings": show_foundings, "lives": show_lifelines}

view = filters.read_view()
if filters.warn_if_empty(view):
    raise frame.End
tab = url.choose_one(
    "timeline",
    _("View"),
    {"years": _("Over the years"), "foundings": _("Foundings"), "lives": _("Lifelines")},
    "years",
    look=st.segmented_control,
    required=True,
)
TABS[tab](view)
