"""The filter bar that all pages share: what is selected, in the address and on the screen."""

import functools
from collections.abc import Iterable

import streamlit as st

from atlas.db import database
from atlas.gallery.evidence import hedge_rules
from atlas.i18n import _
from atlas.model import metrics, selection
from atlas.model.metrics import Metric
from atlas.model.selection import Choices, Selection, View
from atlas.state import subject, undo, url
from atlas.text import citation, dates, glossary
from atlas.ui import browser_hooks, copy_link, print_layout

#: beyond this many the words of a selection are cut, so that the heading stays a line or two
LONGEST_WORDS = 160


def view() -> View:
    """Return what the address selects, with its words and its number of clusters."""
    known = selection.choices()
    parts = {name: url.get(name) for name in url.FILTERS}
    return selection.view_of(selection.parse(parts, known), known)


def bar(view: View) -> None:
    """Show the filters beside the page.

    A page about one cluster lets that be chosen itself; its filters leave the clusters that it is
    compared with.
    """
    chosen, known = view.selection, view.known
    with st.sidebar:
        title = _("Filters")
        st.markdown(f"**{title}**")
        _search(chosen)
        _lists(chosen, known)
        if chosen.clusters and not subject.here():
            _named(chosen, known)
        _year(chosen, known)
        _exact(chosen)
        with st.container(horizontal=True, key="ways-back"):
            _reset(chosen, known)
            undo.button(known)


def heading(view: View, compared: bool = False) -> None:
    """Say above the page what is selected, what was ignored, and offer the way back to all.

    `compared`: the cluster that the page is about is compared with what is selected.
    """
    chosen = view.selection
    words = view.words
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rsplit(" ", 1)[0].rstrip(" +-") + " …"
    counted = metrics.cluster_count(view.selected)
    known_at = dates.known_at(chosen.year)
    with st.container(horizontal=True, vertical_alignment="center", key="selected"):
        beside = _("Compared with:") + " " if compared else ""
        st.header(
            f"{beside}**{_plain(words)}** · {counted} · {known_at}",
            anchor=False,
            width="content",
        )
        if not chosen.everything:
            label = _("Compare with all clusters") if compared else _("Show all clusters")
            st.button(label, key="show_all", type="tertiary", on_click=_clear)
        copy_link.button()
    data = database.run("which_data").iloc[0]
    cited = citation.cite_data(data["version"], data["newest_as_of"])
    print_layout.foot(f"{view.words} · {known_at} · {cited}")
    if chosen.ignored:
        st.caption(url.unknown(chosen.ignored))


def nothing(view: View) -> bool:
    """Explain an empty selection and offer the way out. Return whether it is empty."""
    if view.selected:
        return False
    st.info(
        _("No cluster matches all of these filters: {words}.").format(
            words=_plain(view.words).removesuffix(".")
        )
        + " "
        + _("Remove one of them, or start again."),
        icon=":material/filter_alt_off:",
    )
    st.button(_("Remove all filters"), type="primary", on_click=_clear)
    return True


def metric(
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
        one: m.label for one, m in every if (m.over_time or not over_time) and one not in taken
    }
    default = default if default in options or none else next(iter(options))
    return url.one_of(name, label, ({"none": none} if none else {}) | options, default)


def statistic(measured: Metric, label: str) -> str:
    """Show a choice of how several clusters' values are put together; return its id."""
    options = {one: metrics.statistic_name(one) for one in measured.statistics}
    meaning = glossary.explained("median", rules=hedge_rules())
    return url.one_of("stat", label, options, measured.statistics[0], help=meaning)


def narrow(view: View, **lists: tuple[str, ...]) -> None:
    """Narrow the selection to the `lists` given. Only for callbacks."""
    url.put(view.selection.narrowed(**lists).address(view.known))


def narrow_to_region(view: View, region_id: str) -> None:
    """Narrow to what the map draws under `region_id`. Only for callbacks.

    A place in which there is no cluster leaves the selection as it is.
    """
    narrow(view, **view.known.place(region_id))


def _plain(words: str) -> str:
    return words.translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]$<>#~:"})


def _clear() -> None:
    """Take every filter away; the year and the exactness stay, because they filter no cluster."""
    _start_again(but=("year", "exact"))


def _start_again(but: Iterable[str] = ()) -> None:
    """Go back to the beginning; a page about one cluster keeps that cluster.

    `but`: filters that stay as they are.
    """
    stay = {*but, subject.NAME} if subject.here() else {*but}
    url.put(dict.fromkeys((name for name in url.FILTERS if name not in stay), ""))


def _search(chosen: Selection) -> None:
    def write() -> None:
        url.put({"q": st.session_state["_q"]})

    with url.showing("_q", chosen.search):
        st.text_input(
            url.filter_names()["q"],
            key="_q",
            on_change=write,
            max_chars=100,
            icon=":material/search:",
            placeholder=_("Name, place, field"),
            help=_("{key} leads here from anywhere on the page.").format(
                key=browser_hooks.SEARCH_KEY
            ),
        )


def _lists(chosen: Selection, known: Choices) -> None:
    within = {"sector": chosen.groups, "region": _countries_around(chosen, known)}
    for name, kind in selection.LIST_NAMES.items():
        if name == "cluster":
            continue
        url.several(
            name,
            url.filter_names()[name],
            known.ids(kind, within.get(name, ())),
            functools.partial(known.name, kind),
            getattr(chosen, kind),
            placeholder=_("All"),
        )
        if name == "region":
            _neighbours(chosen, known)


def _countries_around(chosen: Selection, known: Choices) -> tuple[str, ...]:
    """Return the countries whose regions can be chosen: once one is chosen, those in use."""
    if not chosen.countries:
        return ()
    return (*chosen.countries, *(known.parent("regions", one) for one in chosen.regions))


def _neighbours(chosen: Selection, known: Choices) -> None:
    """Offer to select what lies around the regions chosen, too."""
    wider = chosen.narrowed(**known.with_neighbours(chosen))
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


def _named(chosen: Selection, known: Choices) -> None:
    url.several(
        "cluster",
        url.filter_names()["cluster"],
        known.ids("clusters"),
        functools.partial(known.name, "clusters"),
        chosen.clusters,
    )


def _year(chosen: Selection, known: Choices) -> None:
    def write() -> None:
        year = st.session_state["_year"]
        url.put({"year": "" if year == known.last_year else str(year)})

    with url.showing("_year", chosen.year):
        st.slider(
            url.filter_names()["year"],
            known.first_year,
            known.last_year,
            key="_year",
            on_change=write,
            help=_("What was known at the end of this year: the latest figures up to then."),
        )


def _exact(chosen: Selection) -> None:
    def write() -> None:
        url.put({"exact": "1" if st.session_state["_exact"] else ""})

    with url.showing("_exact", chosen.exact):
        st.toggle(
            url.filter_names()["exact"],
            key="_exact",
            on_change=write,
            help=_(
                "Leaves out figures that a source hedges, such as “about 200” or “more than 170”."
            ),
        )


def _reset(chosen: Selection, known: Choices) -> None:
    untouched = chosen.everything and chosen.year == known.last_year and not chosen.exact
    st.button(
        _("Reset filters"),
        key="reset",
        icon=":material/restart_alt:",
        disabled=untouched,
        on_click=_start_again,
        width="stretch",
        help=_("Back in the browser brings them back."),
    )
