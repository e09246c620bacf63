"""Timeline: a metric over the years, foundings, and the lives of clusters."""

import streamlit as st

from atlas import address, cards, filters, metrics, show
from atlas.charts import foundings, lifelines, timeline, timeline_by_group
from atlas.i18n import _
from atlas.metrics import Metric
from atlas.selection import Asked


def over_the_years(now: Asked, every: dict[str, Metric]) -> None:
    """Show a metric over time, per cluster or put together by group."""
    stated = {one: metric.label for one, metric in every.items() if metric.over_time}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = every[address.one_of("metric", _("Metric"), stated, "members")]
        lines = {
            "cluster": _("Cluster"),
            "sector": _("Sector group"),
            "region": _("Region"),
            "country": _("Country"),
        }
        by = address.one_of("by", _("One line per"), lines, "cluster")
        if by == "cluster":
            axes = {"year": _("Calendar years"), "age": _("Years since founding")}
            axis = address.one_of("axis", _("Horizontal axis"), axes, "year")
        else:
            statistics = {one: metrics.statistic_name(one) for one in metric.statistics}
            statistic = address.one_of(
                "stat", _("Put together as"), statistics, metric.statistics[0]
            )
    if by == "cluster":
        rows = now.run("metric_by_year", metric=metric.id)
        dated = rows if axis == "year" else rows[rows["founding_year"].notna()]
        if dated.empty:
            cards.not_reported(now, metric)
        else:
            show.chart(timeline.figure(rows, metric, now, axis), rows, "timeline")
        return
    groups = now.run("metric_by_year_and_group", metric=metric.id, by=by)
    if groups.empty:
        cards.not_reported(now, metric)
    else:
        figure = timeline_by_group.figure(groups, metric, statistic, now, by)
        show.chart(figure, groups, "timeline")


def per_year(now: Asked, every: dict[str, Metric]) -> None:
    """Show how many clusters were founded in each year."""
    rows = now.run("foundings_by_year")
    if rows.empty:
        cards.not_reported(now, every["founding_year"])
    else:
        show.chart(foundings.figure(rows, every["founding_year"], now), rows, "foundings")


def lives(now: Asked, every: dict[str, Metric]) -> None:
    """Show each cluster from its founding on, forty on a page."""
    rows = now.run("founding")
    if rows.empty:
        cards.not_reported(now, every["founding_year"])
        return
    happened = now.run("milestones")
    pages = lifelines.pages_of(rows)
    page = 1
    if pages > 1:
        numbers = {
            str(n): _("Page {page} of {pages}").format(page=n, pages=pages)
            for n in range(1, pages + 1)
        }
        page = int(address.one_of("part", _("Part"), numbers, "1"))
    figure = lifelines.figure(rows, happened, every["founding_year"], now, page)
    show.chart(figure, lifelines.table(rows, happened), "lifelines")


VIEWS = {"years": over_the_years, "foundings": per_year, "lives": lives}

now = filters.asked()
if filters.nothing(now):
    st.stop()
view = address.one_of(
    "timeline",
    _("View"),
    {"years": _("Over the years"), "foundings": _("Foundings"), "lives": _("Lifelines")},
    "years",
    look=st.segmented_control,
    required=True,
)
VIEWS[view](now, metrics.all_metrics())
