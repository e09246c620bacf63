"""The address: everything that can be chosen, kept in the URL under stable names and ids.

Streamlit's own binding would put the translated label of an option into the address, so a link
sent by a German reader would not open for an English one. The bound widgets are therefore hidden
text fields that hold ids, and the visible widgets are set from them and write to them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import streamlit as st

from atlas import i18n
from atlas.i18n import _
from atlas.model import metrics, pages
from atlas.state import session
from atlas.state.session import Key
from atlas.text import file_text, markdown

#: marks an address as a link from another page
LINKED = "linked"
LONGEST_PART = 60
T = TypeVar("T")


class Undeclared(LookupError):
    """A page asks for a name in the address that its entry in `atlas.model.pages` lacks."""


def bind(page: str) -> None:
    """Put the hidden fields on the page. Must run on every page, before anything reads them.

    `page`: its address, such as 'profile'.
    """
    if session.OPEN_PAGE.get() != page:
        session.OPEN_PAGE.put(page)
        session.WIDGETS_TOLD.put({})
    session.WIDGETS_SHOWN.put({})
    _follow_link()
    with st.container(key="address"):
        for name in pages.parameters():
            st.text_input(
                markdown.bare(name), key=name, bind="query-params", label_visibility="collapsed"
            )


def _follow_link() -> None:
    """Take over what a link inside the dashboard says; the fields would keep what they hold.

    Streamlit puts the parts of a link behind those that the fields hold, so the last one counts.
    A link states the whole selection: a filter that it does not name is not set, and peers that
    were picked for another cluster are not kept.
    """
    if not is_linked():
        return
    for name in pages.parameters():
        values = st.query_params.get_all(name)
        if values or name in (*pages.FILTERS, pages.MISSING, "peers"):
            session.parameter(name).put(values[-1] if values else "")
    del st.query_params[LINKED]


def check(names: Iterable[str]) -> None:
    """Raise Undeclared when the page that is open does not declare one of `names`."""
    address = session.OPEN_PAGE.get()
    page = None if address is None else pages.at(address)
    accepted = page.accepted if page else pages.EVERYWHERE
    for name in names:
        if name not in accepted:
            where = f"The page '{page.script}'" if page else "No page is open yet; every page"
            raise Undeclared(
                f"{where} does not declare '{name}' in atlas/model/pages.py. "
                f"It declares: {', '.join(accepted)}."
            )


def is_linked() -> bool:
    """Return whether the reader comes by a link inside the dashboard."""
    return LINKED in st.query_params


def read_arriving(name: str) -> str:
    """Return what the address says under `name` even before the fields are on the page."""
    check([name])
    if is_linked() or not session.parameter(name).is_set():
        values = st.query_params.get_all(name)
        return file_text.clean(values[-1]) if values else get(name)
    return get(name)


def get(name: str) -> str:
    """Return what the address says under `name`; blank when nothing. Raises Undeclared."""
    check([name])
    return file_text.clean(str(session.parameter(name).get() or ""))


def put(parts: Mapping[str, str]) -> None:
    """Write `parts` into the address. Only for callbacks, which run before the page does.

    Raises Undeclared.
    """
    check(parts)
    _write(parts)


def _write(parts: Mapping[str, str]) -> None:
    for name, value in parts.items():
        session.parameter(name).put(value)


@contextmanager
def show_value(widget: Key[T], value: T, words: Hashable = None) -> Iterator[None]:
    """Let the widget of this key, made inside, show `value`.

    It is told so only where it shows another: being told takes away what is being typed into it,
    and the last step of a slider. `words`: those in which it shows values, where they may change.
    """
    told = session.WIDGETS_TOLD.get()
    in_words = (i18n.current(), words)
    if told.get(widget.name) != in_words or not widget.is_set() or widget.get() != value:
        # what a run tells may be lost when the run is cut off, so the next must tell it again
        session.WIDGETS_TOLD.put({name: kept for name, kept in told.items() if name != widget.name})
        widget.put(value)
    yield
    session.WIDGETS_SHOWN.put({**session.WIDGETS_SHOWN.get(), widget.name: in_words})


def end_run() -> None:
    """Note that the page has run to its end, so that what it told its widgets has arrived.

    What it did not show must be told again when it is.
    """
    session.WIDGETS_TOLD.put(session.WIDGETS_SHOWN.get())


def name_filters() -> dict[str, str]:
    """Return what each filter is called, by its name in the address."""
    return {
        "group": _("Sector group"),
        "sector": _("Sector"),
        "country": _("Country"),
        "region": _("Region"),
        "place": _("A cluster belongs to a place by"),
        "label": _("Label, programme or network"),
        "cluster": _("Cluster"),
        "year": _("Snapshot year"),
        "q": _("Search"),
        "exact": _("Exact figures only"),
        "age": _("Figures not older than"),
        "peers": _("Peers picked by hand"),
        "weights": _("Weights"),
        pages.MISSING: _("Clusters that do not report"),
    }


def choose_one(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    look: Callable[..., str | None] = st.selectbox,
    **details: Any,
) -> str:
    """Show a choice of one among `options` (id -> words) and return the id chosen.

    `look`: `st.selectbox` or `st.segmented_control`. The default leaves the address blank; an
    unknown id in the address is ignored with a quiet note, which does not follow the reader to
    other pages. Raises Undeclared.
    """
    asked = get(name)
    chosen = asked if asked in options else default
    widget = session.choice(name)

    def write() -> None:
        picked = widget.get() or chosen
        _write({name: "" if picked == default else picked})

    with show_value(widget, chosen, tuple(options.values())):
        look(
            markdown.bare(label),
            list(options),
            key=widget.name,
            format_func=options.__getitem__,
            on_change=write,
            **({"width": 250} if look is st.selectbox else {}) | details,
        )
    if asked and asked not in options and _is_news(name, asked):
        st.caption(describe_ignored([f"{label}: {_word(asked)}"]))
    return chosen


def _word(asked: str) -> str:
    """Return what is asked for in words where another page may show it: a metric, a statistic."""
    every = metrics.all_metrics()
    if asked in metrics.STATISTIC_COLUMNS:
        return metrics.statistic_name(asked)
    return every[asked].label if asked in every else asked


def _is_news(name: str, asked: str) -> bool:
    """Return whether the page that is open is the first to say that it cannot show `asked`."""
    here = (asked, session.OPEN_PAGE.get() or "")
    said = session.IGNORED.get().get(name)
    if said is None or said[0] != asked:
        session.IGNORED.put({**session.IGNORED.get(), name: here})
        return True
    return said == here


def choose_several(
    name: str,
    label: str,
    options: Iterable[str],
    words: Callable[[str], str],
    chosen: Iterable[str],
    **details: Any,
) -> None:
    """Show a choice of any number among `options`; `chosen` are those the address holds.

    Raises Undeclared.
    """
    check([name])
    widget = session.choices(name)
    kept = list(chosen)
    listed = list(options)

    def write() -> None:
        _write({name: ",".join(widget.get())})

    with show_value(widget, kept):
        st.multiselect(
            markdown.bare(label),
            listed + [choice_id for choice_id in kept if choice_id not in listed],
            key=widget.name,
            format_func=words,
            on_change=write,
            **details,
        )


def type_words(
    name: str,
    label: str,
    value: str,
    *,
    clean: Callable[[str], str] = str,
    **details: Any,
) -> None:
    """Show a field for words; `value`: those the address holds. Raises Undeclared.

    `clean`: makes of what was typed what the address says.
    """
    check([name])
    widget = session.words(name)

    def write() -> None:
        _write({name: clean(widget.get())})

    with show_value(widget, value):
        st.text_input(
            markdown.bare(label),
            key=widget.name,
            on_change=write,
            max_chars=100,
            icon=":material/search:",
            **details,
        )


def describe_ignored(parts: Iterable[str]) -> str:
    """Return the note about parts of the address that cannot be used, each cut to a line; Markdown.

    `parts`: such as 'sector: cars'; names in the address are told in words.
    """
    names = name_filters() | {
        "pick": _("Clusters"),
        "show": _("Metrics"),
        "lang": _("Language"),
    }
    short = []
    for part in parts:
        name, sign, asked = part.partition(": ")
        words = f"{names.get(name, name)}{sign}{asked}"
        cut = words if len(words) <= LONGEST_PART else words[:LONGEST_PART] + "…"
        short.append(markdown.escape(cut))
    return _("Ignored, because it cannot be shown here: {parts}").format(parts="; ".join(short))
