"""What rows would change: per cluster, what is new, changed, unchanged, or contradicted.

Compared are rows with rows, so it works before anything is published, for a page and for a command.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from atlas.publish.requests import Ended, Request
from data import tables
from data.cells import last_day
from data.checks import KEYS
from data.overlay import FAMILIES, SAME, WITH_IDS, family_of, key_of, write_row
from data.problems import Problem, Row
from data.tables import FILES, Tables

Cells = dict[str, Any]
Kind = Literal["new", "changed", "unchanged", "conflicting", "withdrawn", "ended", "merged"]
#: what a figure states; where these are the same, it is unchanged
STATED = ("value", "low", "high", "qualifier")


@dataclass(frozen=True)
class RowChange:
    """What happens to one row, and to the figure that it states.

    `old`: the row that it takes the place of (`replaces`), else the figure known so far. `line`:
    where `new` stands in the editor's file. `writes`: whether the tables change at all.
    """

    kind: Kind
    table: str
    old: Cells | None
    new: Cells | None
    replaces: bool = False
    writes: bool = True
    line: int = 0

    @property
    def cluster_id(self) -> str | None:
        """Return the cluster that it is about, if it is about one."""
        row = self.new or self.old or {}
        return row.get("cluster_id")

    @property
    def about(self) -> str:
        """Return the metric or kind that it is about, or the id of the row."""
        row = self.new or self.old or {}
        name = {"observation": "metric_id", "milestone": "kind", "relation": "kind"}
        return str(row[name.get(self.table, KEYS[self.table][1][-1])])


@dataclass(frozen=True)
class Comparison:
    """Every row of a request with what it changes, and what is wrong with the request itself."""

    changes: tuple[RowChange, ...]
    problems: tuple[Problem, ...] = ()

    def by_cluster(self) -> dict[str | None, list[RowChange]]:
        """Return the changes of each cluster; None: of what belongs to no single one."""
        grouped: dict[str | None, list[RowChange]] = defaultdict(list)
        for change in self.changes:
            grouped[change.cluster_id].append(change)
        return dict(grouped)


def compare(current: Tables, request: Request) -> Comparison:
    """Return what `request` would change in the tables as they are now."""
    work = _Work(current)
    for table in (*WITH_IDS, *FAMILIES):
        rows, problems = tables.read_rows(table, request.rows.get(table, ()))
        work.problems += problems
        work.add(table, rows)
        gone, problems = tables.read_rows(table, request.withdrawn.get(table, ()))
        work.problems += problems
        work.withdraw(table, gone)
    for place, ended in enumerate(request.ended):
        work.end(ended, place + 2)
    return Comparison(tuple(work.changes), tuple(work.problems))


class _Work:
    """A comparison under way."""

    def __init__(self, current: Tables) -> None:
        self.current = current
        self.changes: list[RowChange] = []
        self.problems: list[Problem] = []
        self.calendar = {row["id"] for row in current["metric"] if row["calendar"]}
        self.sources = {row["source_id"]: row.cells for row in current["source"]}

    def add(self, table: str, rows: list[Row]) -> None:
        if not rows:
            return
        if table == "source":
            self.sources |= {row["source_id"]: row.cells for row in rows}
        about = _by_family(table, self.current[table], rows)
        new = _by_family(table, rows, rows)
        for family, incoming in new.items():
            known = about.get(family, [])
            if table in WITH_IDS:
                self.changes += [_change_by_id(table, known, row) for row in incoming]
            else:
                self.changes += self._statements(table, known, incoming)

    def withdraw(self, table: str, rows: list[Row]) -> None:
        about = _by_family(table, self.current[table], rows)
        for row in rows:
            known = about.get(family_of(table, row.cells), [])
            matching = [c for c in known if c == row.cells] or [
                cells for cells in known if key_of(table, cells) == key_of(table, row.cells)
            ]
            if matching:
                old = matching[0]
                self.changes.append(RowChange("withdrawn", table, old, None, True, line=row.line))
                continue
            wrong = "no such row is in the data, so it cannot be withdrawn."
            remedy = "Write it as it stands there now."
            column = KEYS[table][1][0]
            self.problems.append(Problem(FILES[table][0], row.line, column, wrong, remedy))

    def end(self, ended: Ended, line: int) -> None:
        clusters = {row["cluster_id"]: row for row in self.current["cluster"]}
        for column in ("cluster_id", "into"):
            named = getattr(ended, column)
            if named and named not in clusters:
                remedy = "Use an id of clusters.csv."
                wrong = f"unknown cluster '{named}'."
                self.problems.append(Problem("ended.csv", line, column, wrong, remedy))
                return
        texts = write_row(clusters[ended.cluster_id].cells) | {"ended_on": ended.on}
        read, problems = tables.read_rows("cluster", [texts], line)
        self.problems += problems
        kind: Kind = "merged" if ended.into else "ended"
        for row in read:
            old = clusters[ended.cluster_id].cells
            writes = row.cells != old
            kind = kind if writes else "unchanged"
            self.changes.append(RowChange(kind, "cluster", old, row.cells, True, writes, line))
        if ended.into:
            name = clusters[ended.into]["name"]
            note = {"note_en": f"Into {name}.", "note_de": f"In {name}."}
            milestone = {
                "cluster_id": ended.cluster_id,
                "kind": "merged_into",
                "as_of": ended.on,
                "as_of_basis": "stated",
                "scope": "cluster_organisation",
                "source_id": ended.source_id,
                "locator": ended.locator,
                "note": note["note_en"],
            }
            for table, record in (("note", note), ("milestone", milestone)):
                rows, problems = tables.read_rows(table, [record], line)
                self.problems += problems
                self.add(table, rows)

    def _statements(self, table: str, known: list[Cells], incoming: list[Row]) -> list[RowChange]:
        """Return what statements about the same change. What is the same is set aside first."""
        left = list(known)
        changes, others = [], []
        for row in incoming:
            if row.cells in left:
                left.remove(row.cells)
                same = RowChange(
                    "unchanged", table, row.cells, row.cells, True, writes=False, line=row.line
                )
                changes.append(same)
            else:
                others.append(row)
        for row in others:
            before = _find_earlier(table, left, row.cells)
            if before is not None:
                left.remove(before)
                changes.append(RowChange("changed", table, before, row.cells, True, line=row.line))
            else:
                changes.append(self._addition(table, known, row))
        return changes

    def _addition(self, table: str, known: list[Cells], row: Row) -> RowChange:
        new = row.cells
        if table != "observation" or not known:
            return RowChange("new", table, None, new, line=row.line)
        is_attribute = new["metric_id"] in self.calendar
        contradicting = [
            cells
            for cells in known
            if cells["value"] != new["value"]
            and (is_attribute or (new["as_of"] and cells["as_of"] == new["as_of"]))
        ]
        if contradicting:
            return RowChange("conflicting", table, contradicting[0], new, line=row.line)
        latest = max(known, key=self._day_of)
        same = all(latest[column] == new[column] for column in STATED)
        return RowChange("unchanged" if same else "changed", table, latest, new, line=row.line)

    def _day_of(self, row: Cells) -> tuple[str, str]:
        """Return by when a figure surely holds, and the last day for which it can.

        An undated one begins with its window: only then is it newer than a dated one.
        """
        source = self.sources.get(row["source_id"]) or {}
        ends = (
            row["window_end"],
            *(source.get(end) for end in ("window_end", "date", "retrieved")),
        )
        begin = row["as_of"] or row["window_begin"] or source.get("window_begin")
        end = row["as_of"] or next((day for day in ends if day), None)
        return _write_day(begin), _write_day(end)


def _write_day(day: str | None) -> str:
    return last_day(day).isoformat() if day else ""


def _by_family(
    table: str, rows: Iterable[Row], wanted: Iterable[Row]
) -> dict[tuple[Any, ...], list[Any]]:
    """Return rows by what they are about, of what the rows `wanted` are about too.

    Those of the tables come as their cells, those of the request as they are.
    """
    families = {family_of(table, row.cells) for row in wanted}
    grouped: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        family = family_of(table, row.cells)
        if family in families:
            grouped[family].append(row if rows is wanted else row.cells)
    return grouped


def _change_by_id(table: str, known: list[Cells], row: Row) -> RowChange:
    if not known:
        return RowChange("new", table, None, row.cells, line=row.line)
    old = known[0]
    if old == row.cells:
        return RowChange("unchanged", table, old, old, True, writes=False, line=row.line)
    return RowChange("changed", table, old, row.cells, True, line=row.line)


def _find_earlier(table: str, known: list[Cells], new: Mapping[str, Any]) -> Cells | None:
    """Return the statement that a new one takes the place of: the same source about the same date.

    Where the source makes several, the one at the same place in it.
    """
    same = [cells for cells in known if all(cells[c] == new[c] for c in SAME[table])]
    if len(same) == 1:
        return same[0]
    there = [cells for cells in same if cells["locator"] == new["locator"]]
    if len(there) == 1:
        return there[0]
    twins = [cells for cells in same if key_of(table, cells) == key_of(table, new)]
    return twins[0] if twins else None
