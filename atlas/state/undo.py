"""Steps back: what the filters were before each change of this session, and the way back there."""

import streamlit as st

from atlas import i18n
from atlas.i18n import _
from atlas.model import metrics, pages, selection
from atlas.model.choices import LIST_BY_PARAMETER, Choices
from atlas.model.view import View
from atlas.state import session, subject, url
from atlas.state.session import Filters
from atlas.text import markdown

MOST_STEPS = 30
LONGEST_WORDS = 60


def record(view: View) -> None:
    """Keep what the filters were when they are others than last time, whatever changed them.

    Must run on every page, with the whole selection. The cluster that a page is about is no filter.
    """
    filters = view.selection.address(view.known)
    filters |= {name: url.get(name) for name in (*pages.COMPARISON, pages.MISSING)}
    last = session.LAST_FILTERS.get() or filters
    if subject.is_here():
        filters[subject.NAME] = last[subject.NAME]
    if last != filters:
        session.FILTERS_BEFORE.put((*session.FILTERS_BEFORE.get(), last)[-MOST_STEPS:])
    session.LAST_FILTERS.put(filters)


def show_button(known: Choices) -> None:
    """Show the button that takes the last change back, and says what that was."""
    steps = session.FILTERS_BEFORE.get()
    st.button(
        _("Undo"),
        key="undo_filters",
        icon=":material/undo:",
        type="tertiary",
        disabled=not steps,
        on_click=_take_back,
        help=_("Takes back: {changes}").format(changes=_describe_changes(steps[-1], known))
        if steps
        else _("No filter has been changed since the page was loaded."),
    )


def _take_back() -> None:
    """Set the filters as they were before the last change. Only for callbacks."""
    *before, last = session.FILTERS_BEFORE.get()
    session.FILTERS_BEFORE.put(tuple(before))
    session.LAST_FILTERS.put(last)
    stays = {subject.NAME} if subject.is_here() else set()
    url.put({name: value for name, value in last.items() if name not in stays})


def _describe_changes(before: Filters, known: Choices) -> str:
    """Return what differs: 'Country: All → Germany; Snapshot year: 2025 → 2019'."""
    after = session.LAST_FILTERS.get() or before
    names = url.name_filters()
    changes = []
    for name in pages.UNDOABLE:
        if before[name] != after[name]:
            old, new = (_describe_value(name, filters[name], known) for filters in (before, after))
            changes.append(f"{names[name]}: {old} → {new}")
    return markdown.escape("; ".join(changes))


def _describe_value(name: str, value: str, known: Choices) -> str:
    """Return the value of one filter as a reader would say it."""
    if name == "year":
        return value or i18n.year(known.last_year)
    if name in ("exact", "age", "place"):
        return _describe_limit(name, value)
    if not value:
        return _("All") if name in LIST_BY_PARAMETER else _("none")
    words = _put_in_words(name, value, known)
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def _put_in_words(name: str, value: str, known: Choices) -> str:
    """Return what is chosen: names of clusters or places, words, a metric, weights."""
    if name in LIST_BY_PARAMETER:
        kind = LIST_BY_PARAMETER[name]
        return ", ".join(known.name(kind, choice_id) for choice_id in value.split(","))
    if name == "peers":
        return i18n.number(len(value.split(",")))
    if name == "q":
        return _("“{text}”").format(text=value)
    every = metrics.all_metrics()
    return every[value].label if name == pages.MISSING and value in every else value


def _describe_limit(name: str, value: str) -> str:
    """Return which figures count, or what a place takes clusters by, as a reader would say it."""
    if name == "place":
        return selection.place_words().get(value, selection.place_words()[selection.ACTIVE])
    if name == "exact":
        return _("on") if value else _("off")
    return selection.age_words(int(value)) if value.isdecimal() else _("any age")
