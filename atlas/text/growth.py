"""Growth in words: from which count of which year to which one, and where it starts from nothing.

Growth from the members who founded a cluster says when somebody began to count, and leads every
ranking. It is never told without saying so.
"""

from collections.abc import Mapping
from typing import Any

import pandas

from atlas import i18n
from atlas.i18n import _, ngettext
from atlas.model.metrics import Metric
from atlas.model.view import View

#: the column of rows that holds both counts of a growth, with a prefix where there are several
COLUMN = "growth"

Row = Mapping[Any, Any]


def told(row: Row, prefix: str = "") -> str:
    """Return what a growth is told from and to: 'from 15 founding members in 2011 to 175 in 2019'.

    Blank for a row that is about something else. `prefix`: of the column that holds both counts.
    """
    counts = row.get(f"{prefix}{COLUMN}")
    if not isinstance(counts, Mapping):
        return ""
    words = (
        _("from {first} founding members in {start} to {latest} in {end}")
        if counts["at_founding"]
        else _("from {first} in {start} to {latest} in {end}")
    )
    return words.format(
        first=hedged(counts, "from"),
        start=i18n.year(counts["from_year"]),
        latest=hedged(counts, "to"),
        end=i18n.year(counts["to_year"]),
    )


def briefly(row: Row) -> str:
    """Return the same in as few letters as a phone has room for: '15 founders → 175, 2011–19'."""
    counts = row.get(COLUMN)
    if not isinstance(counts, Mapping):
        return ""
    words = (
        _("{first} founders → {latest}, {years}")
        if counts["at_founding"]
        else _("{first} → {latest}, {years}")
    )
    start, end = str(counts["from_year"]), str(counts["to_year"])
    return words.format(
        first=_signed(counts, "from"),
        latest=_signed(counts, "to"),
        years=f"{start}–{end[2:] if start[:2] == end[:2] else end}",
    )


def from_founding(rows: pandas.DataFrame, prefix: str = "") -> pandas.Series:
    """Return which of `rows` tell a growth that starts with the founding members."""
    column = f"{prefix}{COLUMN}"
    if column not in rows:
        return pandas.Series(False, index=rows.index)
    return (
        rows[column]
        .map(lambda counts: isinstance(counts, Mapping) and bool(counts["at_founding"]))
        .astype(bool)
    )


def notes(rows: pandas.DataFrame, metric: Metric, view: View, prefix: str = "") -> list[str]:
    """Return the notes of a chart that shows growth; none for other metrics."""
    if not metric.grows:
        return []
    count = int(from_founding(rows, prefix).sum())
    founding = ngettext(
        "{count} growth starts with the founding members: it says how small the cluster began.",
        "{count} growths start with the founding members: they say how small the clusters began.",
        count,
    ).format(count=i18n.number(count))
    return [since(view), founding if count else ""]


def grey_note(rows: pandas.DataFrame) -> str:
    """Return what grey bars mean; blank where `rows` have none."""
    return _("Grey: from the founding members on.") if from_founding(rows).any() else ""


def since(view: View) -> str:
    """Return from when on growth is told."""
    if view.since is None:
        return _("Growth is told from the first dated count on, at least three years back.")
    words = _(
        "Growth is told from a dated count of {first} to {last} on, at least three years back."
    )
    return words.format(first=i18n.year(view.since - 1), last=i18n.year(view.since + 1))


def headings(prefix: str = "", axis: str = "") -> dict[str, str]:
    """Return the columns in which a table says what a growth is told from and to.

    `axis`: words before the headings, for the metric with this `prefix`.
    """
    words = {
        "growth_from_year": _("Growth from: year"),
        "growth_from": _("Growth from: count"),
        "growth_from_founding": _("Growth from: founding members"),
        "growth_to_year": _("Growth to: year"),
        "growth_to": _("Growth to: count"),
    }
    return {f"{prefix}{name}": axis + heading for name, heading in words.items()}


def columns(rows: pandas.DataFrame, prefix: str = "") -> dict[str, list[Any]]:
    """Return the cells under `headings` of `rows`; empty when none of them tells a growth."""
    every = [counts if isinstance(counts, Mapping) else {} for counts in rows[f"{prefix}{COLUMN}"]]
    if not any(every):
        return {}
    parts = ("from_year", "from_value", "at_founding", "to_year", "to_value")
    return {
        name: [counts.get(part) for counts in every]
        for name, part in zip(headings(prefix), parts, strict=True)
    }


def _signed(counts: Mapping[str, Any], which: str) -> str:
    """Return one of the two counts with a sign for its hedge: '150+', '≈150'."""
    value, low, high = (counts[f"{which}_{end}"] for end in ("value", "low", "high"))
    written = i18n.number(value)
    if low == high:
        return written
    return f"{written}+" if low == value else f"≈{written}"


def hedged(counts: Mapping[str, Any], which: str) -> str:
    """Return one of the two counts with its hedge. `which`: from or to."""
    ends = {end: i18n.number(counts[f"{which}_{end}"]) for end in ("value", "low", "high")}
    return i18n.name(counts, f"{which}_pattern").format(**ends)
