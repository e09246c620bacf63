"""What was published, laid over the shipped tables; and where a later release says otherwise.

The versions of the log are folded into items: for each row that was touched, how it was shipped
(`base`) and how it was published (`ours`). Laying an item over a release is then a merge of three:
as it was shipped at that time, as it was published, as it is shipped now. Where the release changed
the same value since, what was published holds, and the two are a conflict for an editor to settle.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from data import cells, tables
from data.checks import KEYS
from data.problems import PUBLISHED, YOURS, Row
from data.published import Change, Log, Settlement
from data.tables import Tables

Cells = dict[str, Any]

#: tables of statements: a release that changes one takes the old row away and brings a new one.
#: What makes two rows statements about the same, and what makes them the same statement
FAMILIES = {
    "observation": ("cluster_id", "metric_id", "scope"),
    "milestone": ("cluster_id", "kind"),
    "relation": ("cluster_id", "kind", "organisation_id"),
}
SAME = {
    "observation": (
        *FAMILIES["observation"],
        *("as_of", "window_begin", "window_end", "source_id"),
    ),
    "milestone": (*FAMILIES["milestone"], "as_of", "source_id", "locator"),
    "relation": (*FAMILIES["relation"], "as_of", "source_id"),
}
#: tables whose rows have an id, and are changed cell by cell
WITH_IDS = ("source", "organisation", "note", "cluster", "cluster_region", "cluster_sector")
#: the tables that may be published into, each after those that it refers to
OPEN = (*WITH_IDS, *FAMILIES)

#: why an item needs an editor
CHANGED, REMOVED, ADDED, BESIDE, UNFIT = "changed", "removed", "added", "beside", "unfit"


@dataclass(frozen=True)
class Item:
    """One row touched: as it was shipped (`base`) and as it was published (`ours`).

    `hides`: the sums of the shipped rows that it stands in place of. `number`: the newest version
    that touched it.
    """

    id: str
    number: int
    table: str
    base: Cells | None
    ours: Cells | None
    seen: frozenset[str] = frozenset()
    hides: frozenset[str] = frozenset()

    @property
    def row(self) -> Cells:
        """Return the row that says what the item is about."""
        row = self.ours or self.base
        assert row is not None
        return row


@dataclass(frozen=True)
class Conflict:
    """An item with which the release does not go together. What was published holds until settled.

    `shipped`: the rows of the release that say otherwise. `columns`: those that differ, of tables
    with ids. `wrong`: what does not fit, of one that had to be set aside (`unfit`).
    """

    item: Item
    reason: str
    shipped: tuple[Cells, ...] = ()
    columns: tuple[str, ...] = ()
    wrong: str = ""


@dataclass
class Laid:
    """The tables with what was published laid over them, its conflicts, and whose rows are whose.

    `origins`: table and line -> the item that put the row there.
    """

    tables: Tables
    conflicts: list[Conflict] = field(default_factory=list)
    origins: dict[tuple[str, int], Item] = field(default_factory=dict)


Items = dict[str, Item]


def sum_row(row: Mapping[str, Any]) -> str:
    """Return a short sum of a row's values."""
    return hashlib.sha256(repr(list(row.items())).encode()).hexdigest()[:12]


def write_row(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row as the texts of its table."""
    return {column: cells.write(value) for column, value in row.items()}


def read_row(table: str, row: Mapping[str, str]) -> Cells:
    """Return the values of a published row. Raises ValueError when a cell cannot be read.

    It was checked when it was published; only another edition of the program may read it otherwise.
    """
    read, problems = tables.read_rows(table, [row])
    if problems:
        raise ValueError(f"{table}: {problems[0]}")
    return read[0].cells


def key_of(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what no two rows of a table share."""
    return tuple(row[column] for column in KEYS[table][1])


def family_of(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a row is about: its cluster and metric, or its id."""
    return tuple(row[column] for column in FAMILIES.get(table, KEYS[table][1]))


def fold(log: Log) -> Items:
    """Return the items that all versions together come to."""
    folding = _Folding()
    for entry in log.entries:
        if entry.restores is not None:
            folding = _Folding(fold(log.until(entry.restores)))
        for place, change in enumerate(entry.changes):
            folding.add(f"{entry.number}-{place + 1}", entry.number, change)
        for settled in entry.settled:
            folding.settle(settled)
    return folding.items


class _Folding:
    """The items so far, and which of them a further change goes on with."""

    def __init__(self, items: Items | None = None) -> None:
        self.items: Items = {}
        self._by_row: dict[tuple[Any, ...], str] = {}
        for item in (items or {}).values():
            self._keep(item)

    def add(self, own_id: str, number: int, change: Change) -> None:
        """Fold one change of the version `number` into the items."""
        table, seen = change.table, frozenset(change.seen)
        old = read_row(table, change.old) if change.old else None
        new = read_row(table, change.new) if change.new else None
        before = self._find(table, old, new)
        if before is None:
            hides = frozenset({sum_row(old)}) if old and table in FAMILIES else frozenset()
            self._keep(Item(own_id, number, table, old, new, seen, hides))
            return
        if new and before.ours and old and table in WITH_IDS:
            changed = {column: new[column] for column in new if new[column] != old[column]}
            new = before.ours | changed
        self._drop(before)
        if new != before.base:
            self._keep(replace(before, number=number, ours=new, seen=before.seen | seen))

    def settle(self, settled: Settlement) -> None:
        """Do with an item what an editor decided."""
        item = self.items.get(settled.item)
        if item is None:
            return
        self._drop(item)
        if not settled.keep_published:
            return
        seen, hides = item.seen | frozenset(settled.seen), item.hides | frozenset(settled.hides)
        base, ours = item.base, item.ours
        if settled.shipped is None:
            # nothing is left to compare with; of what was withdrawn, all that is known is the base
            base = None if item.ours else item.base
        else:
            base = read_row(item.table, settled.shipped)
            ours = item.ours and {
                column: base[column] if item.base and value == item.base[column] else value
                for column, value in item.ours.items()
            }
        self._keep(replace(item, base=base, ours=ours, seen=seen, hides=hides))

    def _find(self, table: str, old: Cells | None, new: Cells | None) -> Item | None:
        names: list[tuple[Any, ...]] = []
        for row in (old, new):
            if row and table in WITH_IDS:
                names.append((table, *key_of(table, row)))
        if old and table in FAMILIES:
            names.append((table, *old.values()))
        elif new and table in FAMILIES:
            names.append((table, None, *new.values()))
        known = (self._by_row.get(name) for name in names)
        return next((self.items[item_id] for item_id in known if item_id), None)

    def _names(self, item: Item) -> list[tuple[Any, ...]]:
        if item.table in WITH_IDS:
            return [(item.table, *key_of(item.table, item.row))]
        if item.ours:
            return [(item.table, *item.ours.values())]
        # withdrawn: found again by whoever brings it back
        return [(item.table, None, *item.row.values())]

    def _keep(self, item: Item) -> None:
        self.items[item.id] = item
        for name in self._names(item):
            self._by_row[name] = item.id

    def _drop(self, item: Item) -> None:
        del self.items[item.id]
        for name in self._names(item):
            self._by_row.pop(name, None)


def lay_own(current: Tables, changes: Iterable[tuple[str, Cells | None, Cells | None]]) -> Laid:
    """Return the tables with one reader's own rows in them. `changes`: table, row before, after.

    They rest on the tables as they are, so nothing is to be merged.
    """
    laid = Laid({table: list(rows) for table, rows in current.items()})
    by_table: dict[str, list[tuple[Cells | None, Cells | None]]] = defaultdict(list)
    for table, old, new in changes:
        by_table[table].append((old, new))
    for table, pairs in by_table.items():
        gone = {key_of(table, old) for old, _new in pairs if old}
        rows = laid.tables[table]
        line = max((row.line for row in rows), default=1)
        kept = [row for row in rows if key_of(table, row.cells) not in gone] if gone else rows
        laid.tables[table] = kept
        for old, new in pairs:
            if new:
                line += 1
                kept.append(Row(line, new, YOURS))
                laid.origins[table, line] = Item("", 0, table, old, new)
    return laid


def lay(shipped: Tables, items: Iterable[Item]) -> Laid:
    """Return the shipped tables with `items` laid over them. `shipped` stays as it is."""
    laid = Laid({table: list(rows) for table, rows in shipped.items()})
    by_table: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_table[item.table].append(item)
    for table, own in by_table.items():
        layer = _Layer(table, laid, own)
        for item in own:
            if table in FAMILIES:
                layer.lay_statement(item)
            else:
                layer.lay_row(item)
        layer.close()
    return laid


class _Layer:
    """The items of one table on their way into it."""

    def __init__(self, table: str, laid: Laid, items: list[Item]) -> None:
        self.table, self.laid = table, laid
        self.rows: list[Row | None] = [*laid.tables[table]]
        self.next_line = max((row.line for row in laid.tables[table]), default=1) + 1
        touched = {family_of(table, item.row) for item in items}
        touched |= {family_of(table, item.base) for item in items if item.base}
        self.places: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for place, row in enumerate(laid.tables[table]):
            family = family_of(table, row.cells)
            if family in touched:
                self.places[family].append(place)

    def lay_statement(self, item: Item) -> None:
        places = self._places_of(item)
        by_sum = {sum_row(self._cells(place)): place for place in places}
        hidden = [by_sum[own] for own in item.hides if own in by_sum]
        fresh = [place for own, place in by_sum.items() if own not in item.seen | item.hides]
        same = [place for place in fresh if self._is_same(place, item)]
        equal = [p for p in same if self._cells(p) == item.ours]
        rivals = [p for p in same if p not in equal]
        shipped = tuple(self._cells(place) for place in rivals)
        if rivals:
            self._tell(item, CHANGED if item.base else ADDED, shipped)
        elif item.base and item.ours and not hidden and not equal:
            self._tell(item, REMOVED)
        beside = [
            self._cells(p) for p in fresh if p not in same and _contradicts(item, self._cells(p))
        ]
        if beside:
            self._tell(item, BESIDE, tuple(beside))
        self._put(item, item.ours, [*hidden, *same])

    def lay_row(self, item: Item) -> None:
        places = self._places_of(item)
        theirs = self._cells(places[0]) if places else None
        if item.ours is None:
            if theirs is not None and theirs != item.base:
                columns = _differing(theirs, item.base) if item.base else ()
                self._tell(item, CHANGED, (theirs,), columns)
            self._put(item, None, places)
        elif theirs is None:
            if item.base:
                self._tell(item, REMOVED)
            self._put(item, item.ours, places)
        else:
            base = item.base or {}
            merged, differing = dict(theirs), []
            for column, own in item.ours.items():
                if item.base and own == base[column]:
                    continue
                merged[column] = own
                if theirs[column] != own and (not item.base or theirs[column] != base[column]):
                    differing.append(column)
            if differing:
                self._tell(item, CHANGED if item.base else ADDED, (theirs,), tuple(differing))
            self._put(item, merged, places)

    def close(self) -> None:
        """Put the rows into the table."""
        self.laid.tables[self.table] = [row for row in self.rows if row is not None]

    def _places_of(self, item: Item) -> list[int]:
        families = {family_of(self.table, row) for row in (item.ours, item.base) if row}
        places = sorted(place for family in families for place in self.places[family])
        # rows that an item put there are not the release's
        return [place for place in places if self._is_shipped(place)]

    def _is_shipped(self, place: int) -> bool:
        row = self.rows[place]
        return row is not None and (self.table, row.line) not in self.laid.origins

    def _cells(self, place: int) -> Cells:
        row = self.rows[place]
        assert row is not None
        return row.cells

    def _is_same(self, place: int, item: Item) -> bool:
        """Return whether a shipped row is the statement that `item` is, or was."""
        row = self._cells(place)
        return any(
            all(row[column] == stated[column] for column in columns)
            for stated in (item.ours, item.base)
            if stated
            for columns in (SAME[self.table], KEYS[self.table][1])
        )

    def _put(self, item: Item, ours: Cells | None, gone: list[int]) -> None:
        """Take the rows at `gone` away, and put `ours` in the place of the first, or at the end."""
        for place in gone:
            self.rows[place] = None
        if ours is None:
            return
        row = Row(self.next_line, ours, PUBLISHED)
        self.next_line += 1
        self.laid.origins[self.table, row.line] = item
        if gone:
            self.rows[min(gone)] = row
        else:
            self.rows.append(row)

    def _tell(
        self,
        item: Item,
        reason: str,
        shipped: tuple[Cells, ...] = (),
        columns: tuple[str, ...] = (),
    ) -> None:
        self.laid.conflicts.append(Conflict(item, reason, shipped, columns))


def _contradicts(item: Item, row: Cells) -> bool:
    """Return whether a row states another value for the same date as a figure that was added."""
    if item.table != "observation" or not item.ours or not item.ours["as_of"]:
        return False
    return bool(row["as_of"] == item.ours["as_of"] and row["value"] != item.ours["value"])


def _differing(one: Cells, other: Cells) -> tuple[str, ...]:
    return tuple(column for column in one if one[column] != other[column])


def differences(before: Items, after: Items) -> list[Change]:
    """Return what changes from one state of what was published to another, row by row.

    Where one of them has no item, the row is as it was shipped at that time.
    """
    changes = []
    for item_id in dict.fromkeys([*before, *after]):
        was, now = before.get(item_id), after.get(item_id)
        item = was or now
        assert item is not None
        old = was.ours if was else item.base
        new = now.ours if now else item.base
        if old != new:
            changes.append(Change(item.table, old and write_row(old), new and write_row(new)))
    return changes
