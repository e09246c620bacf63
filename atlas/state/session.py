"""Every key under which a session keeps something, each with its type and its default.

Nothing else touches `st.session_state`. What a page keeps for the reader is a constant; the keys of
widgets, of which there may be one a filter or a chart, are functions.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from atlas.gallery.presentation import Items
from atlas.intake.reading import Answers, Reading
from atlas.publish.own_data import OwnData
from atlas.publish.uploads import Upload

T = TypeVar("T")
Filters = Mapping[str, str]


@dataclass(frozen=True)
class Key(Generic[T]):
    """A name in the session for values of one type. `default`: what it holds before it is set."""

    name: str
    default: T

    def get(self) -> T:
        """Return the value, or the default."""
        value: T = st.session_state.get(self.name, self.default)
        return value

    def put(self, value: T) -> None:
        """Keep `value`. For a widget: only in callbacks, or before it is made."""
        st.session_state[self.name] = value

    def pop(self) -> T:
        """Forget the value and return it."""
        value: T = st.session_state.pop(self.name, self.default)
        return value

    def is_set(self) -> bool:
        """Return whether there is a value."""
        return self.name in st.session_state


@dataclass(frozen=True)
class UploadedTemplate:
    """The reader's own template: the name of its file, and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class UploadedFile:
    """A spreadsheet of the reader's own: its name, what is in it, and the day of its upload."""

    name: str
    data: bytes
    day: str


@dataclass(frozen=True)
class MadeFile:
    """A file of the whole presentation. `order`: what it was made of, to compare with."""

    order: Hashable
    data: bytes


# The address: the page that is open; its widgets that were told what to show, and the words for it.
OPEN_PAGE: Key[str | None] = Key("page_open", None)
WIDGETS_TOLD: Key[Mapping[str, Hashable]] = Key("widgets_told", {})
WIDGETS_SHOWN: Key[Mapping[str, Hashable]] = Key("widgets_shown", {})

#: what was asked for and could not be shown: its name -> the value, and the page that said so
IGNORED: Key[Mapping[str, tuple[str, str]]] = Key("ignored", {})

# The subject: whether the last page was about one cluster, and what `cluster` was on each kind.
WAS_ABOUT_ONE: Key[bool | None] = Key("subject_was", None)
HELD_CLUSTERS: Key[Mapping[bool, str]] = Key("subject_held", {})
#: the cluster that the reader asked for on a page of the other kind
WANTED_CLUSTER = Key("subject_wanted", "")
#: the cluster whose profile a callback asked for
OPENING_PROFILE = Key("_opening", "")

# Undo: the filters before each change, oldest first, and those of the last run.
FILTERS_BEFORE: Key[tuple[Filters, ...]] = Key("filters_before", ())
LAST_FILTERS: Key[Filters | None] = Key("filters_last", None)

# The presentation: its charts, its lists before each change, its template, its files.
BASKET: Key[Items] = Key("presentation", ())
BASKETS_BEFORE: Key[tuple[Items, ...]] = Key("presentation_before", ())
#: what the browser says about the list that it keeps, the name by which it knows this session, and
#: whether it keeps nothing
KEPT_LIST: Key[dict[str, Any]] = Key("kept-list", {})
SESSION_NAME = Key("session_name", "")
#: what the list of clusters says: the heading that was pressed, the name that was opened
CLUSTER_TABLE: Key[dict[str, Any]] = Key("cluster-table", {})
STORAGE_REFUSED = Key("storage_refused", False)
TEMPLATE: Key[UploadedTemplate | None] = Key("template", None)
IS_WIDE = Key("template_wide", True)
#: counts up so that the field for a template is a fresh one
UPLOAD_TURN = Key("template_turn", 0)
MADE_FILES: Key[Mapping[str, MadeFile]] = Key("made_files", {})

# A file of the reader's own: what it is, what was answered to it, what was made of it. All of it is
# kept in memory, for this session.
UPLOAD: Key[UploadedFile | None] = Key("upload", None)
#: counts up with every file, so that its fields are fresh ones
UPLOAD_NUMBER = Key("upload_number", 0)
ANSWERS: Key[Answers | None] = Key("upload_answers", None)
#: what the file was read with, and what came of it
READING: Key[tuple[str, Reading] | None] = Key("upload_reading", None)
#: the same for its rows
LAID: Key[tuple[str, Upload] | None] = Key("upload_laid", None)
DECISIONS: Key[Mapping[str, Mapping[str, str]]] = Key("upload_decisions", {})
#: corrections of columns: shape of a table -> place of the column -> its role
CORRECTIONS: Key[Mapping[str, Mapping[str, str]]] = Key("corrections", {})
#: what the browser says about the corrections that it keeps
KEPT_CORRECTIONS: Key[dict[str, Any]] = Key("kept-corrections", {})
#: whether publishing succeeded, and what is said of it
PUBLISH_OUTCOME: Key[tuple[bool, str] | None] = Key("publish_outcome", None)
#: the reader's own data that all pages show
OWN_DATA: Key[OwnData | None] = Key("own_data", None)

# Widgets that there is one of.
LANGUAGE_SWITCH = Key("_lang", "")
YEAR_SLIDER = Key("_year", 0)
EXACT_TOGGLE = Key("_exact", False)
SUBJECT_FIELD: Key[str | None] = Key("_subject", None)
FIND_CLUSTER_FIELD: Key[str | None] = Key("_find_cluster", None)

# Widgets of the presentation that keep what was chosen while another page is open.
DECK_TITLE = Key("deck_title", "")
DECK_LANGUAGE = Key("deck_language", "")
DECK_SOURCES = Key("deck_sources", True)
DECK_MAP_TABLES = Key("deck_map_tables", False)
DECK_FORMAT: Key[str | None] = Key("deck_format", None)


def parameter(name: str) -> Key[str]:
    """Return the key of the hidden field that keeps a part of the address."""
    return Key(name, "")


def choice(parameter: str) -> Key[str | None]:
    """Return the key of the widget that chooses one value of a part of the address."""
    return Key(f"_{parameter}", None)


def choices(parameter: str) -> Key[list[str]]:
    """Return the key of the widget that chooses several values of a part of the address."""
    return Key(f"_{parameter}", [])


def words(parameter: str) -> Key[str]:
    """Return the key of the widget in which words for a part of the address are typed."""
    return Key(f"_{parameter}", "")


def weight_slider(trait: str) -> Key[int]:
    """Return the key of the slider that says how much a trait counts."""
    return Key(f"_weight_{trait}", 0)


def table_switch(chart: str) -> Key[str | None]:
    """Return the key of the switch between chart and table under a chart."""
    return Key(f"_as-{chart}", None)


def plot(chart: str) -> Key[dict[str, Any]]:
    """Return the key of a chart, which holds the points that were clicked."""
    return Key(f"plot-{chart}", {})


def slide_title(place: int) -> Key[str]:
    """Return the key of the title of one slide of the presentation."""
    return Key(f"title-{place}", "")


def slide_comment(place: int) -> Key[str]:
    """Return the key of the comment on one slide of the presentation."""
    return Key(f"comment-{place}", "")


def column_role(column: str) -> Key[str]:
    """Return the key of the choice of what a column of the file holds.

    `column`: its id and what it was recognised as, so that another meaning is another choice.
    """
    return Key(f"role-{UPLOAD_NUMBER.get()}-{column}", "")


def file_answer(about: str) -> Key[Any]:
    """Return the key of an answer to a question about the file."""
    return Key(f"answer-{UPLOAD_NUMBER.get()}-{about}", None)


def file_source(part: str) -> Key[Any]:
    """Return the key of the field for a part of what the file is as a source."""
    return Key(f"source-{UPLOAD_NUMBER.get()}-{part}", None)


def file_decision(name: str) -> Key[str | None]:
    """Return the key of the choice of what a name in the file means. `name`: with its kind."""
    return Key(f"means-{UPLOAD_NUMBER.get()}-{name}", None)
