"""Sectors and regions: as a matrix, over the years, by specialisation, by cohort, one by one."""

import streamlit as st

from atlas.gallery import sectors as sector_charts
from atlas.i18n import _
from atlas.model import metrics, selection
from atlas.model.selection import View
from atlas.state import url
from atlas.text import markdown
from atlas.ui import chart, filters, frame, headline_cards

#: how many years back the choice of an earlier year reaches
FURTHEST_BACK = 30


def matrix(view: View) -> None:
    """Show sector groups by regions or countries."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _counted("members")
        chosen |= {"by": url.one_of("by", _("Place"), _places(), "region")}
    chart.drawn("heatmap", view, chosen)
    st.caption(_("“Portrait” shows one sector group or one region by itself."))


def multiples(view: View) -> None:
    """Show a small panel a group, all with the same scales."""
    groups = {"sector": _("Sector group")} | _places()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _counted("members", over_time=True)
        chosen |= {"by": url.one_of("by", _("One panel per"), groups, "sector")}
    chart.drawn("small-multiples", view, chosen)


def specialisation(view: View) -> None:
    """Show location quotients, of one place or sector group or the most marked of all."""
    counted = {sector_charts.CLUSTERS: _("Clusters"), "members": _("Members")}
    every = {"": _("All: the most marked")} | _portraits(view, sectors=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        about = url.one_of("of", _("Region, country or sector group"), every, "", width=380)
        metric = url.one_of("metric", _("Share of"), counted, sector_charts.CLUSTERS)
        by = url.one_of("by", _("Place"), _places(), "region")
    chart.drawn("specialisation", view, {"metric": metric, "by": by, "of": about})


def cohorts(view: View) -> None:
    """Show what the change of a total is made of."""
    summed = {one: m.label for one, m in metrics.all_metrics().items() if sector_charts.summed(m)}
    first = max(view.known.first_year, view.year - FURTHEST_BACK)
    years = [str(year) for year in range(view.year - 1, first - 1, -1)]
    default = str(max(first, view.year - sector_charts.YEARS_BACK))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = url.one_of("metric", _("Metric"), summed, "members")
        if not years:
            chart.drawn("cohorts", view, {"metric": metric})
            return
        since = url.one_of(
            "since", _("Compared with"), dict(zip(years, years, strict=True)), default
        )
    chart.drawn("cohorts", view, {"metric": metric, "since": since})


def portrait(view: View) -> None:
    """Show one sector, sector group, region or country on a page of its own."""
    every = _portraits(view, sectors=True)
    about = url.one_of(
        "of",
        _("Sector, region or country"),
        {"": _("Choose one")} | every,
        "",
        width=420,
    )
    if not about:
        st.info(_("Choose a sector, a region or a country above to see its portrait."))
        return
    alone = selection.view_of(view.selection.narrowed(**_lists(view, about)), view.known)
    if not alone.selected:
        st.info(
            _("No selected cluster belongs to {name}.").format(name=markdown.escape(every[about]))
        )
        return
    st.header(markdown.escape(every[about]), anchor=False)
    place = bool(view.known.place(about))
    if place:
        st.caption(
            _(
                "Every cluster that covers this place is listed. Shares and the matrix count each "
                "cluster once, where its seat is."
            )
        )
    headline_cards.headline(alone, metrics.all_metrics())
    metric = filters.metric("metric", _("Metric"), "members")
    chart.drawn("ranking", alone, {"metric": metric})
    if place or about in set(view.known.groups["id"]):
        chart.drawn("specialisation", view, {"of": about})
    if place:
        chart.drawn("heatmap", alone, {"metric": sector_charts.CLUSTERS})
    else:
        # a matrix of one sector would have one column
        stat = metrics.all_metrics()[metric].statistics[0]
        chart.drawn("map", alone, {"metric": metric, "stat": stat, "area": "europe"})
    chart.drawn("foundings", alone)
    chart.drawn("label-timeline", alone)


def _counted(default: str, over_time: bool = False) -> dict[str, str]:
    """Show the choice of what is counted and how; return it as options of a chart."""
    every = {
        one: measured.label
        for one, measured in metrics.all_metrics().items()
        if measured.over_time or not over_time
    }
    options = {sector_charts.CLUSTERS: _("Number of clusters")} | every
    metric = url.one_of("metric", _("Metric"), options, default)
    if metric == sector_charts.CLUSTERS:
        return {"metric": metric}
    return {
        "metric": metric,
        "stat": filters.statistic(metrics.all_metrics()[metric], _("Combined as")),
    }


def _places() -> dict[str, str]:
    return {"region": _("Region"), "country": _("Country")}


def _portraits(view: View, sectors: bool) -> dict[str, str]:
    """Return what there may be a portrait of: id -> name, kind by kind."""
    kinds = (
        ("groups", "sectors", "regions", "countries")
        if sectors
        else ("regions", "countries", "groups")
    )
    known = view.known
    return {one: known.name(kind, one) for kind in kinds for one in known.ids(kind)}


def _lists(view: View, about: str) -> dict[str, tuple[str, ...]]:
    """Return the lists that select what a portrait is of."""
    if about in set(view.known.groups["id"]):
        return {"groups": (about,), "sectors": ()}
    if about in set(view.known.sectors["id"]):
        return {"groups": (), "sectors": (about,)}
    return view.known.place(about)


TABS = {
    "matrix": matrix,
    "multiples": multiples,
    "specialisation": specialisation,
    "cohorts": cohorts,
    "portrait": portrait,
}

view = filters.view()
if filters.nothing(view):
    raise frame.End
tab = url.one_of(
    "sectors",
    _("View"),
    {
        "matrix": _("Matrix"),
        "multiples": _("Over the years"),
        "specialisation": _("Specialisation"),
        "cohorts": _("Cohorts"),
        "portrait": _("Portrait"),
    },
    "matrix",
    look=st.segmented_control,
    required=True,
)
TABS[tab](view)
