"""Reading the collected facts: the tables, the reviewed fixes, and where each name leads."""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Record = dict[str, str]

KEYS = ("cluster_slug", "name", "value", "as_of")
HASHED = "sha256:"
SEARCHED = ("source_url", "source_title", "source_publisher", "note", "locator", "unit")


class BadInput(ValueError):
    """The facts cannot be imported; the message says what to mend, one line per fault."""


@dataclass(frozen=True)
class Target:
    """Where the facts of one name go: a table, an id in it, and what to say about them."""

    table: str
    id: str
    scope: str
    reason: str
    lead: str


Names = dict[tuple[str, str], list[Target]]


def read(path: Path) -> list[Record]:
    """Return the rows of a CSV file as dictionaries of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def names(path: Path) -> Names:
    """Return the targets of every kind and name of fact."""
    found: Names = defaultdict(list)
    for row in read(path):
        target = Target(
            row["target_table"], row["target_id"], row["scope"], row["reason"], row["lead"]
        )
        found[row["kind"], row["name"]].append(target)
    return dict(found)


def fixed(file: str, rows: list[Record], fixes: list[Record]) -> list[Record]:
    """Return `rows` of `file` with the fixes applied that name it; dropped rows say why.

    A fix picks rows by its filled key cells. One that picks none is out of date: BadInput.
    """
    stale = []
    changed = [dict(row) for row in rows]
    for fix in fixes:
        if fix["file"] != file:
            continue
        picked = [n for n, row in enumerate(rows) if _picks(fix, row)]
        for n in picked:
            changed[n][fix["column"]] = fix["new_value"] or (
                fix["reason"] if fix["column"] == "left_out" else ""
            )
        if not picked:
            stale.append("fact_fixes.csv: no row for " + ",".join(list(fix.values())[:7]))
    if stale:
        raise BadInput("\n".join(stale))
    return changed


def _picks(fix: Record, row: Record) -> bool:
    for key in KEYS:
        own = row.get(key, row.get("slug", "")) if key == "cluster_slug" else row.get(key, "")
        if fix[key] and fix[key] != own:
            return False
    return _contains(fix["contains"], [row.get(column, "") for column in SEARCHED])


def _contains(wanted: str, cells: list[str]) -> bool:
    """Whether `wanted` stands in a cell. A hash names a cell whose text must not be repeated."""
    if not wanted.startswith(HASHED):
        return wanted in "\n".join(cells)
    return wanted in (HASHED + hashlib.sha256(one.encode()).hexdigest()[:16] for one in cells)


def bands_joined(facts: list[Record]) -> list[Record]:
    """Return the facts with each pair `x_min`, `x_max` of a source joined to one band of `x`."""
    upper = {
        (row["cluster_slug"], row["source_url"], row["name"][:-4]): row
        for row in facts
        if row["name"].endswith("_max") and row["kind"] == "metric"
    }
    used: set[int] = set()
    joined = []
    for row in facts:
        pair = upper.get((row["cluster_slug"], row["source_url"], row["name"][:-4]))
        if pair and row["name"].endswith("_min"):
            used.add(id(pair))
            joined.append(_band(row, pair))
        else:
            joined.append(row)
    return [row for row in joined if id(row) not in used]


def _band(lower: Record, upper: Record) -> Record:
    middle = (float(lower["value"]) + float(upper["value"])) / 2
    return lower | {
        "name": lower["name"][: -len("_min")],
        "value": f"{middle:g}",
        "low": lower["value"],
        "high": upper["value"],
        "qualifier": "between",
    }
