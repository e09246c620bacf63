"""The filter bar that all pages share: what is selected, in the address and on the screen."""

import functools
from collections.abc import Iterable

import streamlit as st

from atlas import address, i18n, metrics, selection
from atlas.i18n import _, ngettext
from atlas.metrics import Metric
from atlas.selection import Asked, Choices, Selection

#: beyond this many the words of a selection are cut, so that the heading stays a line or two
LONGEST_WORDS = 160


def asked() -> Asked:
    """Return what the address selects, with its words and its number of clusters."""
    known = selection.choices()
    parts = {name: address.get(name) for name in address.FILTERS}
    return selection.ask(selection.parse(parts, known), known)


def bar(now: Asked) -> None:
    """Show the filters beside the page."""
    chosen, known = now.selection, now.known
    with st.sidebar:
        title = _("Filters")
        st.markdown(f"**{title}**")
        _search(chosen)
        _lists(chosen, known)
        _year(chosen, known)
        _reset(chosen, known)


def heading(now: Asked) -> None:
    """Say above the page what is selected, what was ignored, and offer the way back to all."""
    chosen = now.selection
    words = now.words
    if len(words) > LONGEST_WORDS:
        words = words[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
    counted = ngettext("{count} cluster", "{count} clusters", now.selected).format(
        count=i18n.number(now.selected)
    )
    with st.container(horizontal=True, vertical_alignment="center", key="selected"):
        st.markdown(
            f"**{_plain(words)}** · {counted} · "
            + _("as known at the end of {year}").format(year=chosen.year)
        )
        if not chosen.everything:
            st.button(_("Show all clusters"), key="show_all", type="tertiary", on_click=_clear)
    if chosen.ignored:
        st.caption(address.unknown(chosen.ignored))


def nothing(now: Asked) -> bool:
    """Explain an empty selection and offer the way out. Return whether it is empty."""
    if now.selected:
        return False
    st.info(
        _("No cluster matches all of these filters: {words}.").format(words=_plain(now.words))
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
    return address.one_of(name, label, ({"none": none} if none else {}) | options, default)


def statistic(measured: Metric, label: str) -> str:
    """Show a choice of how several clusters' values are put together; return its id."""
    options = {one: metrics.statistic_name(one) for one in measured.statistics}
    return address.one_of("stat", label, options, measured.statistics[0])


def narrow(now: Asked, **lists: tuple[str, ...]) -> None:
    """Narrow the selection to the `lists` given. Only for callbacks."""
    address.put(now.selection.narrowed(**lists).address(now.known))


def narrow_to_region(now: Asked, region_id: str) -> None:
    """Narrow to what the map draws under `region_id`. Only for callbacks.

    A place in which there is no cluster leaves the selection as it is.
    """
    narrow(now, **now.known.place(region_id))


def _plain(words: str) -> str:
    return words.translate({ord(sign): f"\\{sign}" for sign in "\\`*_[]$<>#~:"})


def _clear() -> None:
    """Take every filter away; the year stays, because it filters nothing."""
    address.put(dict.fromkeys((name for name in address.FILTERS if name != "year"), ""))


def _start_again() -> None:
    address.put(dict.fromkeys(address.FILTERS, ""))


def _search(chosen: Selection) -> None:
    st.session_state["_q"] = chosen.search

    def write() -> None:
        address.put({"q": st.session_state["_q"]})

    st.text_input(
        _("Search"),
        key="_q",
        on_change=write,
        max_chars=100,
        icon=":material/search:",
        placeholder=_("Name, place, field"),
    )


def _lists(chosen: Selection, known: Choices) -> None:
    fields = (
        ("group", _("Sector group"), "groups", ()),
        ("sector", _("Sector"), "sectors", chosen.groups),
        ("country", _("Country"), "countries", ()),
        ("region", _("Region"), "regions", chosen.countries),
        ("label", _("Label, programme or network"), "labels", ()),
    )
    for name, label, kind, within in fields:
        address.several(
            name,
            label,
            known.ids(kind, within),
            functools.partial(known.name, kind),
            getattr(chosen, kind),
            placeholder=_("All"),
        )
    if chosen.clusters:
        address.several(
            "cluster",
            _("Cluster"),
            known.ids("clusters"),
            lambda one: known.name("clusters", one),
            chosen.clusters,
        )


def _year(chosen: Selection, known: Choices) -> None:
    st.session_state["_year"] = chosen.year

    def write() -> None:
        year = st.session_state["_year"]
        address.put({"year": "" if year == known.last_year else str(year)})

    st.slider(
        _("Snapshot year"),
        known.first_year,
        known.last_year,
        key="_year",
        on_change=write,
        help=_("What was known at the end of this year: the latest figures up to then."),
    )


def _reset(chosen: Selection, known: Choices) -> None:
    untouched = chosen.everything and chosen.year == known.last_year
    st.button(
        _("Reset filters"),
        key="reset",
        icon=":material/restart_alt:",
        disabled=untouched,
        on_click=_start_again,
        width="stretch",
        help=_("Back in the browser brings them back."),
    )
