"""Compare: ranking, scatter, distribution, and clusters side by side."""

import streamlit as st

from atlas import address, cards, filters, metrics, show, store
from atlas.charts import distribution, ranking, scatter, side_by_side
from atlas.i18n import _
from atlas.metrics import Metric
from atlas.selection import Asked

MOST_RANKED = 40


def ranked(now: Asked, every: dict[str, Metric]) -> None:
    """Show the clusters in the order of any metric."""
    metric = _metric(every, "metric", _("Metric"), "members")
    rows = now.run("metric_by_cluster", metric=metric.id)
    if rows.empty:
        cards.not_reported(now, metric)
    else:
        show.chart(ranking.figure(rows, metric, now, most=MOST_RANKED), rows, "ranking")


def against(now: Asked, every: dict[str, Metric]) -> None:
    """Show one metric against another, a third as size."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        x = _metric(every, "x", _("Horizontal axis"), "members")
        y = _metric(every, "y", _("Vertical axis"), "staff")
        sizes = {"none": _("none")} | {one: metric.label for one, metric in every.items()}
        size = address.one_of("size", _("Size of the circle"), sizes, "none")
        logarithmic = _scale()
    rows = now.run("metric_pair", x=x.id, y=y.id, size=size, by="sector")
    if rows.empty:
        words = _("No selected cluster reports both “{x}” and “{y}” up to {year}.")
        st.info(words.format(x=x.label, y=y.label, year=now.year))
        return
    drawn = scatter.figure(rows, x, y, every.get(size), now, logarithmic=logarithmic)
    show.chart(drawn, rows, "scatter")


def distributed(now: Asked, every: dict[str, Metric]) -> None:
    """Show every cluster's value, group by group."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = _metric(every, "metric", _("Metric"), "members")
        groups = {"sector": _("Sector group"), "region": _("Region"), "country": _("Country")}
        by = address.one_of("by", _("Grouped by"), groups, "sector")
        logarithmic = _scale()
    rows = now.run("metric_by_group", metric=metric.id, by=by)
    if rows.empty:
        cards.not_reported(now, metric)
    else:
        show.chart(distribution.figure(rows, metric, now, by, logarithmic), rows, "distribution")


def picked(now: Asked, every: dict[str, Metric]) -> None:
    """Show up to twelve clusters picked by hand, whatever the filters say."""
    known = now.known
    asked = [one for one in address.get("pick").split(",") if one]
    valid = set(known.clusters["id"])
    chosen = [one for one in dict.fromkeys(asked) if one in valid][: side_by_side.MOST_CLUSTERS]
    address.several(
        "pick",
        _("Clusters, up to {count}").format(count=side_by_side.MOST_CLUSTERS),
        known.ids("clusters"),
        lambda one: known.name("clusters", one),
        chosen,
        max_selections=side_by_side.MOST_CLUSTERS,
        placeholder=_("Pick clusters by name"),
    )
    if set(asked) - set(chosen):
        st.caption(address.unknown([f"pick: {one}" for one in asked if one not in chosen]))
    if not chosen:
        st.info(_("Pick up to twelve clusters above to see them side by side."))
        return
    rows = store.run("metrics_of_clusters", picked=chosen, year=now.year)
    if rows.empty:
        st.info(_("None of them reports anything up to {year}.").format(year=now.year))
        return
    st.caption(_("Picked clusters are shown whatever the filters say; only the year applies."))
    show.chart(side_by_side.figure(rows, every, now.only(chosen)), rows, "side-by-side")
    st.dataframe(
        side_by_side.table(rows, every, now.only(chosen)), hide_index=True, key="side-by-side-table"
    )


def _metric(every: dict[str, Metric], name: str, label: str, default: str) -> Metric:
    options = {one: metric.label for one, metric in every.items()}
    return every[address.one_of(name, label, options, default)]


def _scale() -> bool:
    scales = {"log": _("logarithmic"), "linear": _("linear")}
    return address.one_of("scale", _("Scale"), scales, "log") == "log"


VIEWS = {"ranking": ranked, "scatter": against, "distribution": distributed, "picked": picked}

now = filters.asked()
view = address.one_of(
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
if view != "picked" and filters.nothing(now):
    st.stop()
VIEWS[view](now, metrics.all_metrics())
