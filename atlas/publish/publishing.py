"""Publish rows as a new version, bring an earlier one back, settle a conflict.

One at a time: whoever comes second waits, and is compared anew with what is there then. A version
is in the log as soon as a database that holds it is ready; killed at any moment, there is either
the version before or the new one, and what the log has the next build has.
"""

import contextlib
import dataclasses
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from atlas.i18n import _
from atlas.publish import audit
from atlas.publish.comparison import Comparison, RowChange, compare
from atlas.publish.requests import Request
from data import build, combined, overlay, place, published
from data.build import HERE, NotWritten
from data.characters import FORBIDDEN_IN_CELL
from data.combined import Combined, Shipped
from data.overlay import FAMILIES, Conflict, family_of, sum_row, write_row
from data.problems import BadData, Problem
from data.published import Change, Entry, Log, Settlement

#: letters of a name or a reason
LONGEST = 500


class NothingNew(Exception):
    """What was asked for changes nothing. The message says so."""


class Refused(Exception):
    """It cannot be published as it was asked for. The message says why and what to do."""


class Overtaken(Refused):
    """Others published about the same meanwhile. The message says what; look at it again."""


@dataclass(frozen=True)
class Reason:
    """Who publishes, and why. `account`: of the login, for the audit list alone."""

    who: str
    why: str
    account: str = ""


@dataclass(frozen=True)
class Preview:
    """What a request would change in the version `number`, and every problem that it has."""

    number: int
    comparison: Comparison
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Published:
    """A version that was published.

    `conflicts`: those that wait for an editor now. `is_in_database`: False when it is in the log,
    but the database could not be swapped; the next build does that.
    """

    number: int
    data_version: str
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    is_in_database: bool


@dataclass(frozen=True)
class _State:
    """The log and the tables as they are while nobody else may change them."""

    database: Path
    folder: Path
    log: Log
    shipped: Shipped
    whole: Combined


def preview(request: Request, database: Path, folder: Path = HERE) -> Preview:
    """Return what `request` would change, with all that is wrong with it. Nothing is written.

    Raises BadData when the data themselves hold problems.
    """
    state = _read_state(database, folder)
    comparison = compare(state.whole.tables, request)
    problems = list(comparison.problems)
    entry = _draft(state, changes_of(state.shipped, comparison), reason=Reason("-", "-"), file="")
    try:
        combined.combine(state.shipped, state.log.followed_by(entry), lines_of(comparison))
    except BadData as error:
        problems += error.problems
    return Preview(state.log.number, comparison, tuple(sorted(problems)))


def publish(
    request: Request,
    reason: Reason,
    *,
    source_file: str,
    database: Path,
    looked_at: int | None = None,
    folder: Path = HERE,
) -> Published:
    """Publish what `request` changes as a new version, all of it or nothing.

    `looked_at`: the version on which the editor's preview rests; what was published about the same
    since then raises Overtaken. Raises BadData with every problem, NothingNew, Refused, NotWritten,
    NoLock and DamagedLog; nothing is changed then.
    """
    _check_words(reason)
    log_folder = place.published_folder(database)
    with published.locked(log_folder):
        state = _read_state(database, folder)
        comparison = compare(state.whole.tables, request)
        if comparison.problems:
            raise BadData(_all_problems(state, comparison))
        changes = changes_of(state.shipped, comparison)
        if not changes:
            raise NothingNew(_("Nothing in it is new: every row is in the data as it stands here."))
        if looked_at is not None:
            _check_overtaken(state.log, looked_at, changes)
        entry = _draft(state, changes, reason=reason, file=source_file)
        return _commit(state, entry, changes, _Act("publish", reason.account, lines_of(comparison)))


def restore(number: int, reason: Reason, *, database: Path, folder: Path = HERE) -> Published:
    """Publish a new version with what was published up to the version `number`, 0 for nothing.

    What the release ships stays as it is. Raises what `publish` raises.
    """
    _check_words(reason)
    with published.locked(place.published_folder(database)):
        state = _read_state(database, folder)
        newest = state.log.number
        if not 0 <= number <= newest:
            words = _("There is no version {number}; the newest is {newest}.")
            raise Refused(words.format(number=number, newest=newest))
        before, after = overlay.fold(state.log), overlay.fold(state.log.until(number))
        changes = tuple(overlay.differences(before, after))
        if before == after:
            words = _("Version {number} holds the same as the newest one.")
            raise NothingNew(words.format(number=number))
        entry = _draft(state, (), reason=reason, file="", restores=number)
        return _commit(state, entry, changes, _Act("restore", reason.account))


def settle(
    item: str,
    reason: Reason,
    *,
    keep_published: bool,
    database: Path,
    folder: Path = HERE,
) -> Published:
    """Publish what an editor decided of a conflict: what was published stays, or the shipped row.

    `item`: the one that the conflict names. Raises what `publish` raises.
    """
    _check_words(reason)
    with published.locked(place.published_folder(database)):
        state = _read_state(database, folder)
        told = [one for one in state.whole.conflicts if one.item.id == item]
        if not told:
            listed = ", ".join(dict.fromkeys(one.item.id for one in state.whole.conflicts))
            words = _("There is no conflict “{item}”. There are: {items}.")
            raise Refused(words.format(item=item, items=listed or _("none")))
        if keep_published and any(one.reason == overlay.UNFIT for one in told):
            words = _("It does not fit the data any more: {wrong} Publish what is missing first.")
            raise Refused(words.format(wrong=told[0].wrong))
        settled = settlement_of(state.shipped, told, keep_published)
        entry = _draft(state, (), reason=reason, file="", settled=(settled,))
        after = overlay.fold(state.log.followed_by(entry))
        changes = tuple(overlay.differences(overlay.fold(state.log), after))
        return _commit(state, entry, changes, _Act("settle", reason.account))


def list_conflicts(database: Path, folder: Path = HERE) -> tuple[Conflict, ...]:
    """Return where the release does not go together with what was published."""
    return _read_state(database, folder).whole.conflicts


def catch_up(database: Path, folder: Path = HERE) -> bool:
    """Build the database if the log or the tables are newer; return whether that was needed."""
    if build.built_version(database) == build.current_version(folder, database):
        return False
    build.build(folder, database)
    return True


def _read_state(database: Path, folder: Path) -> _State:
    log = published.read(place.published_folder(database))
    shipped = combined.read_shipped(folder)
    return _State(database, folder, log, shipped, combined.combine(shipped, log))


def _check_words(reason: Reason) -> None:
    for given, missing in (
        (reason.who, _("Say who publishes.")),
        (reason.why, _("Say why this is published.")),
    ):
        if not given.strip():
            raise Refused(missing)
        if len(given) > LONGEST or FORBIDDEN_IN_CELL.search(given):
            words = _("Names and reasons have one line of at most {most} letters.")
            raise Refused(words.format(most=LONGEST))


def _draft(
    state: _State,
    changes: Iterable[Change],
    *,
    reason: Reason,
    file: str,
    restores: int | None = None,
    settled: tuple[Settlement, ...] = (),
) -> Entry:
    return Entry(
        number=state.log.number + 1,
        before=state.log.head,
        at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        by=reason.who.strip(),
        why=reason.why.strip(),
        file=file,
        shipped="",
        changes=tuple(changes),
        settled=settled,
        restores=restores,
    )


def changes_of(shipped: Shipped, comparison: Comparison) -> tuple[Change, ...]:
    """Return the rows to write, each with the sums of what is shipped about the same."""
    writing = [change for change in comparison.changes if change.writes]
    families = {
        (change.table, family_of(change.table, row))
        for change in writing
        if change.table in FAMILIES
        for row in (change.old, change.new)
        if row
    }
    seen: dict[tuple[str, tuple[Any, ...]], list[str]] = defaultdict(list)
    for table in FAMILIES:
        for row in shipped.tables[table]:
            family = (table, family_of(table, row.cells))
            if family in families:
                seen[family].append(sum_row(row.cells))
    return tuple(_change_of(change, seen) for change in writing)


def _change_of(change: RowChange, seen: dict[tuple[str, tuple[Any, ...]], list[str]]) -> Change:
    old = change.old if change.replaces else None
    about = {
        (change.table, family_of(change.table, row))
        for row in (old, change.new)
        if row and change.table in FAMILIES
    }
    sums = sorted({one for family in about for one in seen.get(family, ())})
    return Change(
        change.table,
        old and write_row(old),
        change.new and write_row(change.new),
        tuple(sums),
    )


def lines_of(comparison: Comparison) -> combined.Lines:
    """Return where the rows to write stand in the editor's file."""
    return {
        (change.table, sum_row(change.new)): change.line
        for change in comparison.changes
        if change.writes and change.new
    }


def _all_problems(state: _State, comparison: Comparison) -> list[Problem]:
    """Return the problems of cells together with those between the rows that could be read."""
    entry = _draft(state, changes_of(state.shipped, comparison), reason=Reason("-", "-"), file="")
    problems = list(comparison.problems)
    try:
        combined.combine(state.shipped, state.log.followed_by(entry), lines_of(comparison))
    except BadData as error:
        problems += error.problems
    return problems


def _check_overtaken(log: Log, looked_at: int, changes: Iterable[Change]) -> None:
    if not 0 <= looked_at <= log.number:
        raise Refused(_("The preview rests on a version that is not there. Look at it again."))
    before, now = overlay.fold(log.until(looked_at)), overlay.fold(log)
    since = _abouts(overlay.differences(before, now))
    both = sorted(since & _abouts(changes))
    if both:
        newest = log.entries[-1]
        words = _(
            "Meanwhile {who} published version {number} about the same: {about}. "
            "Compare anew and publish again."
        )
        about = "; ".join(" ".join(about) for about in both[:10])
        raise Overtaken(words.format(who=newest.by, number=newest.number, about=about))


def _abouts(changes: Iterable[Change]) -> set[tuple[str, ...]]:
    return {
        tuple(str(part) for part in family_of(change.table, row))
        for change in changes
        for row in (change.old, change.new)
        if row
    }


def settlement_of(release: Shipped, told: list[Conflict], keep_published: bool) -> Settlement:
    """Return the decision on one item. `told`: its conflicts with the release."""
    item = told[0].item
    rows = [row for one in told for row in one.shipped]
    if item.table in FAMILIES:
        families = {family_of(item.table, row) for row in (item.ours, item.base) if row}
        seen = {
            sum_row(row.cells)
            for row in release.tables[item.table]
            if family_of(item.table, row.cells) in families
        }
        giving_way = {
            sum_row(row) for one in told if one.reason != overlay.BESIDE for row in one.shipped
        }
        return Settlement(item.id, keep_published, tuple(sorted(seen)), tuple(sorted(giving_way)))
    shipped = write_row(rows[0]) if rows else None
    return Settlement(item.id, keep_published, shipped=shipped)


@dataclass(frozen=True)
class _Act:
    """What is done, by which account; `lines`: where its rows stand in the editor's file."""

    name: str
    account: str
    lines: combined.Lines = field(default_factory=dict)


def _commit(state: _State, entry: Entry, changes: tuple[Change, ...], act: _Act) -> Published:
    """Build the database with `entry`, whose log then has it. The lock is held."""
    database, folder = state.database, state.folder
    log_folder = place.published_folder(database)
    note = functools.partial(
        audit.record,
        database,
        who=entry.by,
        account=act.account,
        action=act.name,
        details=f"version {entry.number}",
    )
    try:
        note(outcome="begun")
        shipped = published.keep_shipped(log_folder, folder)
    except OSError as error:
        raise NotWritten(f"{log_folder} cannot be written: {error.strerror or error}.") from error
    entry = dataclasses.replace(entry, shipped=shipped)
    try:
        built = build.build_with(folder, database, build.Addition(entry, act.lines))
        told = Published(entry.number, built.version, changes, built.conflicts, True)
    except NotWritten:
        if published.read_head(log_folder)[0] < entry.number:
            raise
        # it is published; only the swap failed, which the next build does
        log = state.log.followed_by(entry)
        version = build.data_version(folder, log.head)
        conflicts = combined.combine(state.shipped, log).conflicts
        told = Published(entry.number, version, changes, conflicts, False)
    with contextlib.suppress(OSError):  # the log has it, whether or not the list takes this line
        note(outcome="published")
    return told


def built_number(database: Path) -> int | None:
    """Return the newest published version that the database holds; None when it tells none."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            row = connection.execute("select published from data_version").fetchone()
    except duckdb.Error:
        return None
    return int(row[0]) if row else None
