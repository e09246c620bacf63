"""Versions that were published: who, when, why, what changed; and each as files to take away."""

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from atlas.i18n import _
from data import build, combined, overlay, place, published
from data.build import HERE
from data.combined import Combined
from data.overlay import write_row
from data.published import Change, Log
from data.tables import FILES


class NoVersion(LookupError):
    """There is no such version. The message says which there are."""


@dataclass(frozen=True)
class Version:
    """One version that was published, and every row that it changed."""

    number: int
    at: str
    by: str
    why: str
    file: str
    restores: int | None
    changes: tuple[Change, ...]

    def count(self) -> Counter[str]:
        """Return how many rows were added, changed and withdrawn, and how many clusters ended."""
        return Counter(kind_of(change) for change in self.changes)


def kind_of(change: Change) -> str:
    """Return what a change does: added, changed, withdrawn, or ended for a cluster."""
    if change.old is None:
        return "added"
    if change.new is None:
        return "withdrawn"
    ends = change.table == "cluster" and not change.old["ended_on"] and change.new["ended_on"]
    return "ended" if ends else "changed"


def list_versions(database: Path) -> list[Version]:
    """Return every version, the newest first. Raises DamagedLog."""
    log = _read_log(database)
    return [_describe(log, number) for number in range(log.number, 0, -1)]


def export_tables(number: int, database: Path, folder: Path = HERE) -> bytes:
    """Return a zip of all tables as they were in a version, which the build can read.

    Version 0 is what is shipped now. Raises NoVersion and DamagedLog.
    """
    with tempfile.TemporaryDirectory() as unpacked:
        whole = _read_version(number, database, folder, Path(unpacked))
        files = {
            path.name: path.read_bytes()
            for path in sorted(Path(unpacked).iterdir())
            if path.suffix in published.TABLES
        }
    files |= {file: _write_table(whole, table) for table, (file, _columns) in FILES.items()}
    return published.pack(dict(sorted(files.items())))


def export_database(number: int, to: Path, database: Path, folder: Path = HERE) -> None:
    """Write the database of a version to the new file `to`. Raises NoVersion and DamagedLog."""
    log = _read_log(database)
    with tempfile.TemporaryDirectory() as name:
        unpacked = Path(name)
        whole = _read_version(number, database, folder, unpacked)
        # the code that builds counts too: without changes in it, the version is called as it was
        for path in folder.glob("*.py"):
            (unpacked / path.name).write_bytes(path.read_bytes())
        version = build.data_version(unpacked, log.until(number).head)
        # tables of that time, questions of today
        with duckdb.connect(str(to)) as connection:
            build.write(connection, folder, whole, version)


def _describe(log: Log, number: int) -> Version:
    entry = log.entries[number - 1]
    changes: Iterable[Change] = entry.changes
    if entry.restores is not None or entry.settled:
        before, after = overlay.fold(log.until(number - 1)), overlay.fold(log.until(number))
        changes = overlay.differences(before, after)
    return Version(
        number, entry.at, entry.by, entry.why, entry.file, entry.restores, tuple(changes)
    )


def _read_log(database: Path) -> Log:
    return published.read(place.published_folder(database))


def _read_version(number: int, database: Path, folder: Path, unpacked: Path) -> Combined:
    log = _read_log(database)
    try:
        until = log.until(number)
    except ValueError as error:
        words = _("There is no version {number}; the newest is {newest}.")
        raise NoVersion(words.format(number=number, newest=log.number)) from error
    log_folder = place.published_folder(database)
    if number:
        published.unpack_shipped(log_folder, until.entries[-1].shipped, unpacked)
    else:
        for path in folder.iterdir():
            if path.suffix in published.TABLES:
                (unpacked / path.name).write_bytes(path.read_bytes())
    return combined.combine(combined.read_shipped(unpacked), until)


def _write_table(whole: Combined, table: str) -> bytes:
    return write_table(table, (write_row(row.cells) for row in whole.tables[table]))


def write_table(table: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows, each a text by column, as the file of a table."""
    _file, columns = FILES[table]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8")
