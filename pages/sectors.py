"""Sectors and regions: as a matrix, over the years, by specialisation, by cohort, one by one."""

import streamlit as st

from atlas.gallery import sectors as sector_charts
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.view import View, view_of
from atlas.state import url
from atlas.text import markdown
from atlas.ui import chart, filters, frame, headline_cards

#: how many years back the choice of an earlier year reaches
FURTHEST_BACK = 30


def show_matrix(view: View) -> None:
    """Show sector groups by regions or countries."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _choose_count("members", of_places=True)
        chosen |= {"by": url.choose_one("by", _("Place"), _name_places(), "region")}
        measured = metrics.all_metrics().get(chosen["metric"])
        chosen |= {"since": filters.choose_since(view, measured)}
    chart.render("heatmap", view, chosen)
    st.caption(_("“Portrait” shows one sector group or one region by itself."))


def show_multiples(view: View) -> None:
    """Show a small panel a group, all with the same scales."""
    groups = {"sector": _("Sector group")} | _name_places()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _choose_count("members", over_time=True)
        chosen |= {"by": url.choose_one("by", _("One panel per"), groups, "sector")}
    chart.render("small-multiples", view, chosen)


def show_specialisation(view: View) -> None:
    """Show location quotients, of one place or sector group or the most marked of all."""
    counted = {sector_charts.CLUSTERS: _("Clusters"), "members": _("Members")}
    every = {"": _("All: the most marked")} | _list_portraits(view, sectors=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        about = url.choose_one("of", _("Region, country or sector group"), every, "", width=380)
        metric = url.choose_one("metric", _("Share of"), counted, sector_charts.CLUSTERS)
        by = url.choose_one("by", _("Place"), _name_places(), "region")
    chart.render("specialisation", view, {"metric": metric, "by": by, "of": about})


def show_cohorts(view: View) -> None:
    """Show what the change of a total is made of."""
    summed = {
        metric_id: measured.label
        for metric_id, measured in metrics.all_metrics().items()
        if sector_charts.has_changing_total(measured)
    }
    first = max(view.known.first_year, view.year - FURTHEST_BACK)
    years = [str(year) for year in range(view.year - 1, first - 1, -1)]
    default = str(max(first, view.year - sector_charts.YEARS_BACK))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = url.choose_one("metric", _("Metric"), summed, "members")
        if not years:
            chart.render("cohorts", view, {"metric": metric})
            return
        since = url.choose_one(
            "since", _("Compared with"), dict(zip(years, years, strict=True)), default
        )
    chart.render("cohorts", view, {"metric": metric, "since": since})


def show_portrait(view: View) -> None:
    """Show one sector, sector group, region or country on a page of its own."""
    every = _list_portraits(view, sectors=True)
    about = url.choose_one(
        "of",
        _("Sector, region or country"),
        {"": _("Choose one")} | every,
        "",
        width=420,
    )
    if not about:
        st.info(_("Choose a sector, a region or a country above to see its portrait."))
        return
    portrait_view = view_of(view.selection.narrowed(**_list_filters(view, about)), view.known)
    if not portrait_view.selected:
        st.info(
            _("No selected cluster belongs to {name}.").format(name=markdown.escape(every[about]))
        )
        return
    st.header(markdown.escape(every[about]), anchor=False)
    is_place = bool(view.known.place(about))
    if is_place:
        st.caption(
            _(
                "Every cluster that covers this place is listed. Shares and the matrix count each "
                "cluster once, where its seat is."
            )
        )
    headline_cards.show(portrait_view, metrics.all_metrics())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = filters.choose_metric("metric", _("Metric"), "members")
        since = filters.choose_since(view, metrics.all_metrics()[metric])
    chart.render("ranking", portrait_view, {"metric": metric, "since": since})
    if is_place or about in set(view.known.groups["id"]):
        chart.render("specialisation", view, {"of": about})
    if is_place:
        chart.render("heatmap", portrait_view, {"metric": sector_charts.CLUSTERS})
    else:
        # a matrix of one sector would have one column
        stat = metrics.all_metrics()[metric].place_statistics[0]
        chart.render("map", portrait_view, {"metric": metric, "stat": stat, "area": "europe"})
    chart.render("foundings", portrait_view)
    chart.render("label-timeline", portrait_view)


def _choose_count(default: str, over_time: bool = False, of_places: bool = False) -> dict[str, str]:
    """Show the choice of what is counted and how; return it as options of a chart.

    `of_places`: whether the chart can divide by inhabitants.
    """
    every = {
        metric_id: measured.label
        for metric_id, measured in metrics.all_metrics().items()
        if measured.over_time or not over_time
    }
    options = {sector_charts.CLUSTERS: _("Number of clusters")} | every
    metric = url.choose_one("metric", _("Metric"), options, default)
    if metric == sector_charts.CLUSTERS:
        if not of_places:
            return {"metric": metric}
        ways = {way: metrics.statistic_name(way) for way in ("count", "per_million")}
        return {"metric": metric, "stat": url.choose_one("stat", _("Shown as"), ways, "count")}
    measured = metrics.all_metrics()[metric]
    first = measured.statistics[0] if of_places else ""
    return {"metric": metric, "stat": filters.choose_statistic(measured, _("Combined as"), first)}


def _name_places() -> dict[str, str]:
    return {"region": _("Region"), "country": _("Country")}


def _list_portraits(view: View, sectors: bool) -> dict[str, str]:
    """Return what there may be a portrait of: id -> name, kind by kind."""
    kinds = (
        ("groups", "sectors", "regions", "countries")
        if sectors
        else ("regions", "countries", "groups")
    )
    known = view.known
    return {
        choice_id: known.name(kind, choice_id) for kind in kinds for choice_id in known.ids(kind)
    }


def _list_filters(view: View, about: str) -> dict[str, tuple[str, ...]]:
    """Return the lists that select what a portrait is of."""
    if about in set(view.known.groups["id"]):
        return {"groups": (about,), "sectors": ()}
    if about in set(view.known.sectors["id"]):
        return {"groups": (), "sectors": (about,)}
    return view.known.place(about)


TABS = {
    "matrix": show_matrix,
    "multiples": show_multiples,
    "specialisation": show_specialisation,
    "cohorts": show_cohorts,
    "portrait": show_portrait,
}

view = filters.read_view()
if filters.warn_if_empty(view):
    raise frame.End
tab = url.choose_one(
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
