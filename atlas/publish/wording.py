"""Changes in words: one line each, with the ids of the tables, old → new."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.publish.comparison import RowChange
from atlas.publish.history import kind_of
from data import overlay
from data.overlay import Conflict, write_row
from data.published import Change

#: what says which row of a table is meant, besides its cluster
ABOUT = {
    "source": "source_id",
    "organisation": "organisation_id",
    "note": "note_en",
    "cluster_region": "region_id",
    "cluster_sector": "sector_id",
    "observation": "metric_id",
    "milestone": "kind",
    "relation": "kind",
}
#: what a row states, where not every cell of it counts
STATED = {
    "observation": ("value", "low", "high", "qualifier", "as_of"),
    "milestone": ("as_of", "value", "unit", "note"),
    "relation": ("organisation_id", "as_of", "until"),
}
ARROW = " → "

Texts = Mapping[str, str]


def describe_row(change: RowChange) -> str:
    """Return what a request does to one row: its kind, what it is about, old → new."""
    old, new = (row and write_row(row) for row in (change.old, change.new))
    return f"{name_kind(change.kind)}: {_describe(change.table, old, new)}"


def describe_change(change: Change) -> str:
    """Return what a version did to one row."""
    words = _describe(change.table, change.old, change.new)
    return f"{name_kind(kind_of(change))}: {words}"


def describe_conflict(conflict: Conflict) -> str:
    """Return what a release says otherwise than what was published, and since when."""
    item = conflict.item
    about = _name_subject(item.table, write_row(item.row))
    shipped = "; ".join(_state(item.table, write_row(row)) for row in conflict.shipped)
    ours = _state(item.table, write_row(item.ours)) if item.ours else _("withdrawn")
    words = {
        overlay.CHANGED: _("published here: {ours}; changed in the release to: {shipped}"),
        overlay.ADDED: _("published here: {ours}; the release now says: {shipped}"),
        overlay.BESIDE: _("published here: {ours}; another source in the release: {shipped}"),
        overlay.REMOVED: _("published here: {ours}; the release has no such row any more"),
        overlay.UNFIT: _("published here: {ours}; it does not fit the release: {wrong}"),
    }[conflict.reason]
    stated = words.format(ours=ours, shipped=shipped, wrong=conflict.wrong)
    if item.base:
        words = _("{stated} (before: {base})")
        stated = words.format(stated=stated, base=_state(item.table, write_row(item.base)))
    return f"{about}: {stated}"


def name_kind(kind: str) -> str:
    """Return the word for a kind of change."""
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "conflicting": _("conflicting"),
        "withdrawn": _("withdrawn"),
        "ended": _("ended"),
        "merged": _("merged"),
        "added": _("added"),
    }[kind]


def count_kinds(kinds: Iterable[str]) -> str:
    """Return how many there are of each kind: 3 new, 1 changed."""
    counted = Counter(kinds)
    return ", ".join(f"{i18n.number(count)} {name_kind(kind)}" for kind, count in counted.items())


def count_problems(count: int) -> str:
    """Return how many problems stand above, and that nothing was published."""
    words = ngettext(
        "{count} problem; nothing was published.", "{count} problems; nothing was published.", count
    )
    return words.format(count=i18n.number(count))


def _describe(table: str, old: Texts | None, new: Texts | None) -> str:
    row = new or old
    assert row is not None
    subject = _name_subject(table, row)
    if table in STATED:
        sides = [_state(table, side) for side in (old, new) if side]
    elif old and new:
        columns = [column for column in new if old.get(column) != new[column]]
        sides = [_list_cells({c: side.get(c, "") for c in columns}) for side in (old, new)]
    else:
        sides = []
    return f"{subject}: {ARROW.join(sides)}" if sides else subject


def _name_subject(table: str, row: Texts) -> str:
    about = row[ABOUT[table]] if table in ABOUT else ""
    return " ".join(part for part in (row.get("cluster_id", ""), about) if part)


def _state(table: str, row: Texts) -> str:
    """Return what a row states, in one short line."""
    if table != "observation":
        return _list_cells({column: row[column] for column in STATED.get(table, row)})
    value = _write_number(row, "value")
    if row["low"] and row["high"]:
        value = f"{_write_number(row, 'low')}–{_write_number(row, 'high')}"
    hedge = row["qualifier"] if row["qualifier"] not in ("exact", "between") else ""
    beside = ", ".join(part for part in (hedge, i18n.date(row["as_of"] or None)) if part)
    return f"{value} ({beside})" if beside else value


def _write_number(row: Texts, column: str) -> str:
    text = row[column]
    # a year is never grouped by thousands
    is_year = row["metric_id"] in ("founding_year", "association_year")
    return text if is_year else i18n.number(float(text), len(text.partition(".")[2]))


def _list_cells(cells: Mapping[str, Any]) -> str:
    return ", ".join(f"{column}={value or '–'}" for column, value in cells.items())
