"""Map: one metric, one year, region by region, and the seats of the clusters."""

import streamlit as st

from atlas import address, cards, filters, metrics, show
from atlas.charts import choropleth
from atlas.i18n import _

now = filters.asked()
if filters.nothing(now):
    st.stop()

every = metrics.all_metrics()
with st.container(horizontal=True, vertical_alignment="bottom"):
    metric = every[
        address.one_of("metric", _("Metric"), {one: m.label for one, m in every.items()}, "members")
    ]
    statistics = {one: metrics.statistic_name(one) for one in metric.statistics}
    statistic = address.one_of("stat", _("Shown per region"), statistics, metric.statistics[0])
    at = address.one_of(
        "at",
        _("A cluster counts"),
        {"seat": _("once, at its seat"), "covered": _("in every region it covers")},
        "seat",
    )
area = address.one_of(
    "area",
    _("View"),
    choropleth.area_names(),
    "germany",
    look=st.segmented_control,
    required=True,
)

rows = now.run("metric_by_region", metric=metric.id, at=at)
clusters = now.run("seats_of_selection", metric=metric.id)


def narrow(points: list[dict[str, str]]) -> None:
    """Narrow the selection to the region or the seat that was clicked."""
    if points[0].get("location"):
        filters.narrow_to_region(now, points[0]["location"])
    elif points[0].get("customdata"):
        filters.narrow(now, clusters=(points[0]["customdata"],))


st.caption(_("Click a region or a circle to narrow the selection to it."))
if not rows["reporting"].sum() and not clusters["value"].notna().sum():
    cards.not_reported(now, metric)
show.chart(
    choropleth.figure(
        rows,
        clusters,
        metric,
        statistic,
        now,
        at=at,
        area=area,
        without_seat=now.selected - len(clusters),
    ),
    rows,
    f"map-{show.version_of(now.selection, metric.id, at, statistic, area)}",
    on_select=narrow,
)
