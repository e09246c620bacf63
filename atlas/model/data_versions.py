"""Versions of the data: which earlier ones are kept, and what changed since one of them.

A fact is an observation, a milestone or a relation. It is the same one in two versions when it is
about the same cluster and metric (or kind, or organisation), of the same date, and from the same
source.
"""

import datetime
import functools
from dataclasses import dataclass
from typing import Any

import pandas

from atlas.db import database

#: what makes a fact the same in two versions
SAME = ["fact", "cluster_id", "about", "organisation_id", "as_of", "source_id"]
#: what its source states; where one of these differs, the fact was changed
STATED = [
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "as_of_basis",
    "window_begin",
    "window_end",
    "scope",
    "until",
    "locator",
    "note",
]
#: what the facts are sorted by; equal ones keep their order
ORDER = ["name", "cluster_id", "position", "about", "as_of", "fact_id"]


@dataclass(frozen=True)
class DataVersion:
    """A version of the data. `built`: when, as far as the file says; `newest`: its newest date."""

    version: str
    built: datetime.datetime | None
    newest: str | None


def current() -> DataVersion:
    """Return the version in use."""
    row = database.run("which_data").iloc[0]
    return DataVersion(str(row["version"]), _parse_time(row["built_at"]), str(row["newest_as_of"]))


def list_kept() -> list[DataVersion]:
    """Return the earlier versions that are kept, the newest first.

    Files of an older edition of the program are listed too, without a moment and a date.
    """
    return [_describe(version) for version in database.list_earlier_versions()]


def changes(earlier: str, year: int) -> pandas.DataFrame:
    """Return what changed from the version `earlier` to the one in use, one row per fact.

    Facts dated up to the end of `year`, and undated ones. Columns: those of the query `facts`, as
    the fact is now (of one that was removed: as it was); `change`: added, removed or changed;
    `before_…`: each part of what was stated before; `parts`: the names of those that differ.
    Raises what `database.run_on` raises.
    """
    if database.private_in_use():
        return compare(
            database.run_on(earlier, "facts", year=year), database.run("facts", year=year)
        )
    return _changes(earlier, database.version(), year).copy()


@functools.lru_cache(maxsize=4)
def _changes(earlier: str, _now: str, year: int) -> pandas.DataFrame:
    return compare(database.run_on(earlier, "facts", year=year), database.run("facts", year=year))


def compare(before: pandas.DataFrame, after: pandas.DataFrame) -> pandas.DataFrame:
    """Return what differs between two frames of facts, as `changes` does.

    A source may state two things about the same cluster, metric and date. What is the same in
    both frames is set aside first; the rest is paired in order, and what finds no partner is new
    or gone.
    """
    before, after = _only_in_first(before, after), _only_in_first(after, before)
    before, after = (_add_keys(frame, SAME, "place") for frame in (before, after))
    paired = before.merge(
        after, how="outer", on=[*(f"key_{name}" for name in SAME), "place"], suffixes=("_was", "")
    )
    was, now = paired["fact_id_was"].notna(), paired["fact_id"].notna()
    result = pandas.DataFrame(index=paired.index)
    for column in after.columns:
        if column == "place" or column.startswith("key_"):
            continue
        own = paired[column].astype(object)
        result[column] = own.where(now, paired[f"{column}_was"].astype(object))
        if column in (*STATED, "pattern_en", "pattern_de"):
            result[f"before_{column}"] = paired[f"{column}_was"].astype(object)
    result["change"] = [_kind_of_change(*pair) for pair in zip(was, now, strict=True)]
    result["parts"] = [
        [column for column in STATED if _text(row[column]) != _text(row[f"before_{column}"])]
        if row["change"] == "changed"
        else []
        for row in result.to_dict("records")
    ]
    return result.sort_values(ORDER, kind="stable", ignore_index=True)


def _kind_of_change(was: bool, now: bool) -> str:
    return "changed" if was and now else "added" if now else "removed"


def _only_in_first(first: pandas.DataFrame, second: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows of `first` but those that `second` has too, each matched only once."""
    whole = [*SAME, *STATED]
    ours, theirs = _add_keys(first, whole, "copy"), _add_keys(second, whole, "copy")
    keys = [*(f"key_{name}" for name in whole), "copy"]
    known = set(theirs[keys].itertuples(index=False, name=None))
    new = [key not in known for key in ours[keys].itertuples(index=False, name=None)]
    return first[pandas.Series(new, index=first.index, dtype=bool)]


def _add_keys(frame: pandas.DataFrame, names: list[str], place: str) -> pandas.DataFrame:
    """Return `frame` with its key as texts in `key_…`, and rows of one key numbered in `place`."""
    keyed = frame.assign(**{f"key_{name}": frame[name].map(_text) for name in names})
    keyed[place] = keyed.groupby([f"key_{name}" for name in names]).cumcount()
    return keyed


def _text(value: Any) -> str:
    """Return a cell as text, blank when missing."""
    if pandas.isna(value):
        return ""
    # the same number may be whole in one file and a float in the other
    return repr(float(value)) if isinstance(value, int | float) else str(value)


def _describe(version: str) -> DataVersion:
    try:
        row = database.run_on(version, "which_data").iloc[0]
    except (database.OtherTables, database.NoVersion):
        return DataVersion(version, None, None)
    return DataVersion(version, _parse_time(row["built_at"]), str(row["newest_as_of"]))


def _parse_time(written: object) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(written) if isinstance(written, str) else None
