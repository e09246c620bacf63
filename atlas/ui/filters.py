"""The filter bar that all pages share: what is selected, in the address and on the screen."""

import functools
from collections.abc import Iterable
from typing import Any

import streamlit as st

from atlas.db import database
from atlas.gallery.evidence import hedge_rules
from atlas.i18n import _
from atlas.model import metrics, pages, selection
from atlas.model.choices import LIST_BY_PARAMETER, Choices, choices
from atlas.model.metrics import Metric
from atlas.model.selection import ACTIVE, AGES, Selection
from atlas.model.view import View, view_of
from atlas.state import session, subject, undo, url
from atlas.text import citation, dates, glossary, markdown, places
from atlas.ui import browser_hooks, copy_link, print_layout

#: beyond this many the words of a selection are cut, so that the heading stays a line or two
LONGEST_WORDS = 160
#: growth is told over so many years at least, and from no earlier start than so many years before
GROWTH_SPAN, FURTHEST_BACK = 3, 30


def read_view() -> View:
    """Return what the address selects, with its words and its number of clusters."""
    known = choices()
    parts = {name: url.get(name) for name in pages.FILTERS}
    return view_of(selection.parse(parts, known), known)


def show_bar(view: View) -> None:
    """Show the filters beside the page.

    A page about one cluster lets that be chosen itself; its filters leave the clusters that it is
    compared with.
    """
    chosen, known = view.selection, view.known
    with st.sidebar:
        title = _("Filters")
        st.markdown(f"**{title}**")
        _show_search(chosen)
        _show_lists(chosen, known)
        if chosen.clusters and not subject.is_here():
            _show_clusters(chosen, known)
        _show_year(chosen, known)
        _show_exact(chosen)
        _show_age(chosen)
        with st.container(horizontal=True, key="ways-back"):
            _show_reset(chosen, known)
            undo.show_button(known)


def show_heading(view: View, is_compared: bool = False) -> None:
    """Say above the page what is selected, what was ignored, and offer the way back to all.

    `is_compared`: the cluster that the page is about is compared with what is selected.
    """
    chosen = view.selection
    words = view.words
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rsplit(" ", 1)[0].rstrip(" +-") + " …"
    counted = ", ".join(
        filter(None, (metrics.cluster_count(view.selected), places.elsewhere_count(view)))
    )
    known_at = dates.known_at(chosen.year, view.known)
    with st.container(horizontal=True, vertical_alignment="center", key="selected"):
        beside = _("Compared with:") + " " if is_compared else ""
        st.header(
            f"{beside}**{markdown.escape(words)}** · {markdown.escape(f'{counted} · {known_at}')}",
            anchor=False,
            width="content",
        )
        if not chosen.everything:
            label = _("Compare with all clusters") if is_compared else _("Show all clusters")
            st.button(label, key="show_all", type="tertiary", on_click=_clear_filters)
        copy_link.show_button()
    data = database.run("which_data").iloc[0]
    cited = citation.cite_data(data["version"], data["newest_as_of"])
    print_layout.put_foot(f"{view.words} · {known_at} · {cited}")
    if chosen.ignored:
        st.caption(url.describe_ignored(chosen.ignored))


def warn_if_empty(view: View) -> bool:
    """Explain an empty selection and offer the way out. Return whether it is empty."""
    if view.selected:
        return False
    st.info(
        _("No cluster matches all of these filters: {words}.").format(
            words=markdown.escape(view.words).removesuffix(".")
        )
        + " "
        + _("Remove one of them, or start again."),
        icon=":material/filter_alt_off:",
    )
    st.button(_("Remove all filters"), type="primary", on_click=_clear_filters)
    return True


def choose_metric(
    name: str,
    label: str,
    default: str,
    *,
    none: str = "",
    over_time: bool = False,
    but: Iterable[str] = (),
) -> str:
    """Show a choice of a metric under `name` in the address; return its id.

    `none`: words for choosing none of them. `over_time`: only those that a timeline can show.
    `but`: those that are taken already.
    """
    every = metrics.all_metrics().items()
    taken = set(but)
    options = {
        metric_id: measured.label
        for metric_id, measured in every
        if (measured.over_time or not over_time) and metric_id not in taken
    }
    default = default if default in options or none else next(iter(options))
    return url.choose_one(name, label, ({"none": none} if none else {}) | options, default)


def choose_statistic(measured: Metric, label: str, default: str = "") -> str:
    """Show a choice of how several clusters' values are put together; return its id.

    `default`: for places, whose inhabitants are known: what is shown first.
    """
    suited = measured.place_statistics if default else measured.statistics
    options = {statistic_id: metrics.statistic_name(statistic_id) for statistic_id in suited}
    meaning = glossary.explain("median", rules=hedge_rules())
    first = default if default in options else suited[0]
    return url.choose_one("stat", label, options, first, help=meaning)


def choose_since(view: View, *shown: Metric | None) -> str:
    """Show the choice of the year from which on growth is told, where growth is shown; return it.

    Blank stands for the first count that is dated.
    """
    if not any(measured and measured.grows for measured in shown):
        return ""
    last = view.year - GROWTH_SPAN
    years = [
        str(year) for year in range(last, max(view.known.first_year, last - FURTHEST_BACK), -1)
    ]
    return url.choose_one(
        "since",
        _("Growth since"),
        {"": _("the first count"), **dict(zip(years, years, strict=True))},
        "",
        help=_("Growth begins with a dated count of this year, or of the one before or after it."),
    )


def narrow(view: View, **lists: tuple[str, ...]) -> None:
    """Narrow the selection to the `lists` given. Only for callbacks."""
    url.put(view.selection.narrowed(**lists).address(view.known))


def narrow_to_region(view: View, region_id: str) -> None:
    """Narrow to what the map draws under `region_id`. Only for callbacks.

    A place in which there is no cluster leaves the selection as it is.
    """
    narrow(view, **view.known.place(region_id))


def narrow_to_clicked(view: View, points: list[dict[str, Any]]) -> None:
    """Narrow the selection to the region or the seat that was clicked on a map."""
    if points[0].get("location"):
        narrow_to_region(view, points[0]["location"])
    elif points[0].get("customdata"):
        narrow(view, clusters=(points[0]["customdata"],))


def _clear_filters() -> None:
    """Take every filter of clusters away; the year and the limits on figures stay."""
    _start_again(but=("year", "exact", "age"))


def _start_again(but: Iterable[str] = ()) -> None:
    """Go back to the beginning; a page about one cluster keeps that cluster.

    `but`: filters that stay as they are.
    """
    stay = {*but, subject.NAME} if subject.is_here() else {*but}
    cleared = (*pages.FILTERS, pages.MISSING)
    url.put(dict.fromkeys((name for name in cleared if name not in stay), ""))


def _show_search(chosen: Selection) -> None:
    url.type_words(
        "q",
        url.name_filters()["q"],
        chosen.search,
        placeholder=_("Name, place, field"),
        help=_("{key} leads here from anywhere on the page.").format(key=browser_hooks.SEARCH_KEY),
    )


def _show_lists(chosen: Selection, known: Choices) -> None:
    within = {"sector": chosen.groups, "region": _find_countries(chosen, known)}
    for name, kind in LIST_BY_PARAMETER.items():
        if name == "cluster":
            continue
        url.choose_several(
            name,
            url.name_filters()[name],
            known.ids(kind, within.get(name, ())),
            functools.partial(known.name, kind),
            getattr(chosen, kind),
            placeholder=_("All"),
            help=_explain_label() if name == "label" else None,
        )
        if name == "region":
            _offer_neighbours(chosen, known)
            if chosen.countries or chosen.regions:
                _show_place()


def _explain_label() -> str:
    return _("Clusters that hold or held it, belong or belonged to it, whatever the snapshot year.")


def _show_place() -> None:
    url.choose_one(
        "place",
        url.name_filters()["place"],
        selection.place_words(),
        ACTIVE,
        help=_(
            "A cluster that is only active there is marked with its seat, and counts for no other "
            "place on maps and in matrices."
        ),
    )


def _find_countries(chosen: Selection, known: Choices) -> tuple[str, ...]:
    """Return the countries whose regions can be chosen: once one is chosen, those in use."""
    if not chosen.countries:
        return ()
    return (
        *chosen.countries,
        *(known.parent("regions", region_id) for region_id in chosen.regions),
    )


def _offer_neighbours(chosen: Selection, known: Choices) -> None:
    """Offer to select what lies around the regions chosen, too."""
    wider = chosen.narrowed(**known.with_neighbours(chosen.regions, chosen.countries))
    if wider == chosen:
        return

    def widen() -> None:
        url.put(wider.address(known))

    st.button(
        _("Add neighbouring regions"),
        key="neighbours",
        type="tertiary",
        icon=":material/add_location_alt:",
        on_click=widen,
        help=_("Those that share a border with a region chosen, abroad as well."),
    )


def _show_clusters(chosen: Selection, known: Choices) -> None:
    url.choose_several(
        "cluster",
        url.name_filters()["cluster"],
        known.ids("clusters"),
        functools.partial(known.name, "clusters"),
        chosen.clusters,
    )


def _show_year(chosen: Selection, known: Choices) -> None:
    def write() -> None:
        year = session.YEAR_SLIDER.get()
        url.put({"year": "" if year == known.last_year else str(year)})

    with url.show_value(session.YEAR_SLIDER, chosen.year):
        st.slider(
            markdown.bare(url.name_filters()["year"]),
            known.first_year,
            known.last_year,
            key=session.YEAR_SLIDER.name,
            on_change=write,
            help=_("What was known at the end of this year: the latest figures up to then."),
        )


def _show_exact(chosen: Selection) -> None:
    def write() -> None:
        url.put({"exact": "1" if session.EXACT_TOGGLE.get() else ""})

    with url.show_value(session.EXACT_TOGGLE, chosen.exact):
        st.toggle(
            markdown.bare(url.name_filters()["exact"]),
            key=session.EXACT_TOGGLE.name,
            on_change=write,
            help=_(
                "Leaves out figures that a source hedges, such as “about 200” or “more than 170”."
            ),
        )


def _show_age(chosen: Selection) -> None:
    ages = {str(years): _("{years} years").format(years=years) for years in AGES}
    url.choose_one(
        "age",
        url.name_filters()["age"],
        {"": _("any age"), **ages},
        "",
        help=_(
            "Leaves out figures that are older at the end of the year. A figure in an undated text "
            "is as old as the earliest time at which it may have been written."
        ),
    )


def _show_reset(chosen: Selection, known: Choices) -> None:
    untouched = chosen.everything and chosen.year == known.last_year and not url.get(pages.MISSING)
    untouched = untouched and not chosen.exact and not chosen.max_age
    st.button(
        _("Reset filters"),
        key="reset",
        icon=":material/restart_alt:",
        disabled=untouched,
        on_click=_start_again,
        width="stretch",
        help=_("Back in the browser brings them back."),
    )
